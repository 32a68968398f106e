package io.puypuy.server.lines;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines, appended only. A last line that was cut off by a crash is removed: nothing can refer to it, because lines
 * are durable before what uses them is written. Not thread-safe.
 */
public final class LinesFile implements Closeable {
    /** Takes what is read. */
    public interface Reader {
        /**
         * Takes a line.
         *
         * @param line without its end; the array is reused
         * @throws IOException if the line is none of this file's; so is what is unchecked
         */
        void line(byte[] line, int length) throws IOException;
    }

    /** Bytes of a line. */
    public static final int MAX_LINE = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private RandomAccessFile file;

    /**
     * Opens the file, which is made if it is not there, and reads all of it.
     *
     * @throws IOException if it cannot be read or written, or the reader refuses a line; a sentence that names file and line
     */
    public LinesFile(Path path, Reader reader) throws IOException {
        this.path = path;
        file = opened(path, Files.exists(path) ? read(reader) : 0);
    }

    private static RandomAccessFile opened(Path path, long length) throws IOException {
        RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
        try {
            opened.setLength(length);
            opened.seek(length);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private long read(Reader reader) throws IOException {
        long whole = 0;
        long number = 0;
        byte[] line = new byte[1 << 10];
        int length = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = new FileInputStream(path.toFile())) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                int begin = 0;
                for (int end = 0; end < count; end++) {
                    if (buffer[end] == '\n') {
                        line = joined(line, length, buffer, begin, end - begin, number + 1);
                        length += end - begin;
                        number++;
                        take(line, length, number, reader);
                        whole += length + 1;
                        length = 0;
                        begin = end + 1;
                    }
                }
                line = joined(line, length, buffer, begin, count - begin, number + 1);
                length += count - begin;
            }
        }
        return whole;
    }

    private byte[] joined(byte[] line, int length, byte[] buffer, int begin, int count, long number)
            throws IOException {
        if (length + count > MAX_LINE) {
            throw damaged(number, null);
        }
        byte[] room = length + count <= line.length ? line : Arrays.copyOf(line, 2 * (length + count));
        System.arraycopy(buffer, begin, room, length, count);
        return room;
    }

    private void take(byte[] line, int length, long number, Reader reader) throws IOException {
        try {
            reader.line(line, length);
        } catch (IOException | RuntimeException e) {
            throw damaged(number, e);
        }
    }

    private IOException damaged(long line, @Nullable Exception cause) {
        return new IOException(
                path + " is damaged in line " + line + "; move its folder away to begin a new store", cause);
    }

    /** Appends whole lines; they are durable when it returns. If it fails, the file is as it was before. */
    public void append(byte[] lines, int length) throws IOException {
        long before = file.getFilePointer();
        try {
            file.write(lines, 0, length);
            file.getFD().sync();
        } catch (IOException e) {
            file.setLength(before);
            file.seek(before);
            throw e;
        }
    }

    /** Bytes. */
    public long length() throws IOException {
        return file.length();
    }

    /**
     * Writes other lines beside the file, for {@link #replace}. If it fails, nothing is left of them and the file is as it was.
     */
    public void prepare(byte[] lines, int length) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(prepared().toFile(), "rw")) {
            out.setLength(0);
            out.write(lines, 0, length);
            out.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(prepared());
            throw e;
        }
    }

    private Path prepared() {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    /** Puts the lines that are prepared in the place of all; a crash leaves the old ones or the new ones. */
    public void replace() throws IOException {
        Files.move(prepared(), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        file.close();
        file = opened(path, Files.size(path));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
