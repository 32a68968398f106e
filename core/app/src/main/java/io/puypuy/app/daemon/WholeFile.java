package io.puypuy.app.daemon;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A small file that is replaced as a whole, so that nobody reads half of it. */
final class WholeFile {
    private WholeFile() {}

    /** Writes what the file is to hold. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Replaces the file; its mode is as in {@code rw-r--r--}. */
    static void replace(Path file, String mode, Content content) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        // Said here, because the native library of the store gives the process a umask that lets the group write.
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(written))) {
            content.writeTo(out);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
