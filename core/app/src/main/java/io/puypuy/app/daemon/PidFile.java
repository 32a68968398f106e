package io.puypuy.app.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The file {@code pid_file}: for other programs and people. PuyPuy itself trusts the {@link DaemonLock} only, so what an
 * earlier process left behind does no harm.
 */
public final class PidFile {
    private PidFile() {}

    /** Writes this process's id; replaces what is there. */
    public static void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        byte[] line = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        WholeFile.replace(file, "rw-r--r--", out -> out.write(line));
    }

    /** The id in the file, of a process that may have ended; empty if there is no file or no number in it. */
    public static OptionalLong read(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException nothing) {
            return OptionalLong.empty();
        }
    }

    /** Removes the file if it has this process's id. */
    public static void remove(Path file) throws IOException {
        OptionalLong pid = read(file);
        if (pid.isPresent() && pid.getAsLong() == ProcessHandle.current().pid()) {
            Files.deleteIfExists(file);
        }
    }
}
