package io.puypuy.engine.read;

import io.puypuy.api.read.KernelFiles;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads files of /proc and /sys, or of recorded trees. Thread-safe.
 *
 * <p>The size that such files claim to have is nothing to go by: they are read to their end. It is done through {@link
 * FileInputStream} with a buffer for each thread, because that is half the work of {@code java.nio.file}: open, read,
 * read, close, and the text is all that is allocated.
 */
public final class ProcAndSys implements KernelFiles {
    private static final int MAX_BYTES = 4 << 20;
    // Up to this size FileInputStream needs no buffer of its own, and the kernel hands out no more at once.
    private static final int READ_BYTES = 8 << 10;
    private static final int MAX_KEPT_BYTES = 64 << 10;
    // The words of the C library, which the launcher keeps in English; ESRCH, ENODEV, EOPNOTSUPP, EINVAL.
    private static final List<String> ABSENT =
            List.of("No such process", "No such device", "Operation not supported", "Invalid argument");

    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[READ_BYTES]);
    private final Path proc;
    private final Path sys;

    public ProcAndSys(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
    }

    @Override
    public Path proc() {
        return proc;
    }

    @Override
    public Path sys() {
        return sys;
    }

    @Override
    public String read(Path file) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toString())) {
            return read(in, file);
        } catch (FileNotFoundException e) {
            // Its message has the path and the reason; it is also thrown where permission is missing.
            throw exists(file) ? new IOException("cannot read " + e.getMessage(), e) : notFound(file, e);
        }
    }

    private static IOException notFound(Path file, FileNotFoundException cause) {
        NoSuchFileException missing = new NoSuchFileException(file.toString(), null, "no such file");
        missing.initCause(cause);
        return missing;
    }

    private static boolean exists(Path file) {
        return new File(file.toString()).exists();
    }

    private String read(FileInputStream in, Path file) throws IOException {
        byte[] buffer = buffers.get();
        int length = 0;
        try {
            while (true) {
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, length * 2);
                }
                int count = in.read(buffer, length, Math.min(READ_BYTES, buffer.length - length));
                if (count < 0) {
                    break;
                }
                length += count;
                if (length > MAX_BYTES) {
                    throw new IOException("cannot read " + file + ": larger than 4 MiB");
                }
            }
        } catch (IOException e) {
            throw e.getMessage() != null && e.getMessage().startsWith("cannot read ")
                    ? e
                    : new IOException("cannot read " + file + " (" + e.getMessage() + ")", e);
        }
        if (buffer.length <= MAX_KEPT_BYTES) {
            buffers.set(buffer);
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> readIfPresent(Path file) throws IOException {
        try {
            return Optional.of(read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            for (String reason : ABSENT) {
                if (message.endsWith("(" + reason + ")")) {
                    return Optional.empty();
                }
            }
            throw e;
        }
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        File file = folder.toFile();
        String[] names = file.list();
        if (names == null) {
            if (file.exists()) {
                throw new IOException("cannot list " + folder);
            }
            return List.of();
        }
        Arrays.sort(names);
        return List.of(names);
    }
}
