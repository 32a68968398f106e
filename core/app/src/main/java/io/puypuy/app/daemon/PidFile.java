package io.puypuy.app.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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
        // Nobody reads half an id.
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        // Said here, because the native library of the store gives the process a umask that lets the group write.
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        Files.writeString(written, ProcessHandle.current().pid() + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
