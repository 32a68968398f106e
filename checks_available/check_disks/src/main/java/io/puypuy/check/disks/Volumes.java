package io.puypuy.check.disks;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Asks file systems for their space, statvfs(3). */
@FunctionalInterface
interface Volumes {
    /** The space of what is mounted there now. */
    Space space(String mountPoint) throws IOException;

    /** The machine's file systems. Used by one thread. Looks at most once for each, until what is mounted changes. */
    static Volumes ofMachine() {
        Map<String, FileStore> stores = new HashMap<>();
        return mountPoint -> {
            FileStore store = stores.get(mountPoint);
            if (store == null) {
                store = store(mountPoint);
                stores.put(mountPoint, store);
            }
            return space(store);
        };
    }

    /** Asks one file system once. */
    static Space ask(String mountPoint) throws IOException {
        return space(store(mountPoint));
    }

    private static FileStore store(String mountPoint) throws IOException {
        try {
            return Files.getFileStore(Path.of(mountPoint));
        } catch (InvalidPathException beyondLocale) {
            throw new IOException("the path cannot be written in the locale's character set", beyondLocale);
        }
    }

    private static Space space(FileStore store) throws IOException {
        return new Space(store.getTotalSpace(), store.getUnallocatedSpace(), store.getUsableSpace());
    }
}
