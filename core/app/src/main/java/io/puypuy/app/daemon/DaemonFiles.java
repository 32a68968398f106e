package io.puypuy.app.daemon;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The files in {@code var/} by which the daemon and the command line know of each other. */
public record DaemonFiles(Path home) {
    /** Held for as long as the daemon lives; its text is the holder's process id. */
    public Path lock() {
        return home.resolve("var/run/puypuy.lock");
    }

    /** Rewritten by the daemon after each cycle. */
    public Path status() {
        return home.resolve("var/run/status.json");
    }

    /** What the daemon prints while it starts. */
    public Path startLog() {
        return home.resolve("var/log/start.log");
    }

    /**
     * Makes {@code var/}, {@code var/run} and {@code var/log}, readable by the owner only.
     *
     * @throws IOException if that is not possible, or one of them cannot be written
     */
    public void makeFolders() throws IOException {
        for (String folder : new String[] {"var", "var/run", "var/log"}) {
            Path path = home.resolve(folder);
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (!Files.isWritable(path)) {
                throw new AccessDeniedException(path.toString());
            }
        }
    }
}
