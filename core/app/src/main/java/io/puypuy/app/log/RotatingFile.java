package io.puypuy.app.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log file that begins anew after so many seconds, or when it is too large: {@code puypuy.log} becomes {@code
 * puypuy.log.1} and so on up to the number of backups. Logback's own policies rotate at the borders of a date pattern
 * only, and PuyPuy's settings are any number of seconds. A file that cannot be written costs lines, which are counted,
 * and is tried again later; it stops nothing. Used by one thread at a time.
 */
final class RotatingFile implements AutoCloseable {
    // Said here, because the native library of the store gives the process a umask that lets the group write.
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final long RETRY_MILLIS = 10_000;

    private final Path file;
    private final long rotateMillis;
    private final int backups;
    private final long maxBytes;
    private final Clock clock;

    private @Nullable OutputStream out;
    private long period;
    private long bytes;
    private long lost;
    private long retryAt;

    /**
     * A file that is opened with the first line.
     *
     * @param backups old files that are kept; with 0 the file just begins anew
     * @param maxBytes a larger file is rotated before its time
     */
    RotatingFile(Path file, long rotateSeconds, int backups, long maxBytes, Clock clock) {
        this.file = file;
        this.rotateMillis = rotateSeconds * 1000;
        this.backups = backups;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * Appends a line.
     *
     * @throws IOException the first time that it fails; later lines are counted only, until it works again
     */
    void write(String line) throws IOException {
        long now = clock.millis();
        if (out == null && now < retryAt) {
            lost++;
            return;
        }
        boolean known = lost > 0;
        try {
            append(line.getBytes(StandardCharsets.UTF_8), now);
        } catch (IOException full) {
            closeQuietly();
            lost++;
            retryAt = now + RETRY_MILLIS;
            if (!known) {
                throw full;
            }
        }
    }

    private void append(byte[] line, long now) throws IOException {
        OutputStream to = out;
        if (to == null || now / rotateMillis != period || bytes + line.length > maxBytes) {
            to = reopen(now, line.length);
        }
        if (lost > 0) {
            byte[] note = (lost + " lines before this one are lost: the file could not be written\n")
                    .getBytes(StandardCharsets.UTF_8);
            to.write(note);
            bytes += note.length;
            lost = 0;
        }
        to.write(line);
        bytes += line.length;
    }

    private OutputStream reopen(long now, int more) throws IOException {
        closeQuietly();
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.exists(file)) {
            // The time of the last line tells the period also after a restart.
            boolean over = Files.getLastModifiedTime(file).toMillis() / rotateMillis != now / rotateMillis;
            if (Files.size(file) > 0 && (over || Files.size(file) + more > maxBytes)) {
                rotate();
            }
        }
        OutputStream opened = Channels.newOutputStream(
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OWNER_ONLY));
        bytes = Files.size(file);
        period = now / rotateMillis;
        out = opened;
        return opened;
    }

    private void rotate() throws IOException {
        if (backups == 0) {
            Files.delete(file);
            return;
        }
        for (int number = backups - 1; number >= 1; number--) {
            if (Files.exists(backup(number))) {
                Files.move(backup(number), backup(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try {
            Files.move(file, backup(1), StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException moved) {
            // pattoo's agents share a file; another one has rotated it in this moment.
            return;
        }
    }

    private Path backup(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException full) {
            // Every line was written through; there is nothing left to lose.
            out = null;
        }
    }

    @Override
    public void close() throws IOException {
        OutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }
}
