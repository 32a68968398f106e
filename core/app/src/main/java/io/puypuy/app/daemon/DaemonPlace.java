package io.puypuy.app.daemon;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The files by which a daemon and who looks after it know of each other. */
public interface DaemonPlace {
    /** Held for as long as the daemon lives; its text is the holder's process id. */
    Path lock();

    /** What the daemon prints while it starts. */
    Path startLog();

    /** Where it runs. */
    Path workingFolder();

    /**
     * Makes the folders of these files where they are missing, for the owner only.
     *
     * @throws IOException if that is not possible, or one of them cannot be written
     */
    void makeFolders() throws IOException;

    /**
     * Makes a folder and those above it, for the owner only, unless it is there.
     *
     * @throws IOException if that is not possible, or it cannot be written
     */
    static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }
}
