package io.puypuy.engine.spool;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;

/**
 * The file system of this machine. Streams rather than channels: a channel keeps a direct buffer as large as the largest
 * batch for each thread.
 */
final class DiskFiles implements SpoolFiles {
    private static final int CHUNK = 64 << 10;

    @Override
    public void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    @Override
    public void list(Path folder, Consumer<String> names) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (name != null) {
                    names.accept(name.toString());
                }
            }
        }
    }

    @Override
    public long size(Path file) throws IOException {
        return Files.size(file);
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return in.readNBytes(most);
        } catch (FileNotFoundException e) {
            // Also thrown for a file that may not be read: only a missing one is gone.
            if (Files.notExists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            throw e;
        }
    }

    @Override
    public void write(Path file, byte[] bytes, int length) throws IOException {
        write(new FileOutputStream(file.toFile()), bytes, length);
    }

    @Override
    public void append(Path file, byte[] bytes) throws IOException {
        write(new FileOutputStream(file.toFile(), true), bytes, bytes.length);
    }

    private static void write(FileOutputStream stream, byte[] bytes, int length) throws IOException {
        try (FileOutputStream out = stream) {
            for (int from = 0; from < length; from += CHUNK) {
                out.write(bytes, from, Math.min(CHUNK, length - from));
            }
            out.getChannel().force(true);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
