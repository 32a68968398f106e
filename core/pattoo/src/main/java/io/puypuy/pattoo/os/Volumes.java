package io.puypuy.pattoo.os;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Asks file systems for their space, statvfs(3). Thread-safe. */
@FunctionalInterface
interface Volumes {
    /** The machine's file systems. */
    Volumes OF_MACHINE = Volumes::ask;

    /** The space of what is mounted there now; may block for as long as the file system does. */
    Space space(String mountPoint) throws IOException;

    private static Space ask(String mountPoint) throws IOException {
        try {
            FileStore store = Files.getFileStore(Path.of(mountPoint));
            return new Space(store.getTotalSpace(), store.getUnallocatedSpace(), store.getUsableSpace());
        } catch (InvalidPathException beyondLocale) {
            throw new IOException("the path cannot be written in the locale's character set", beyondLocale);
        }
    }
}
