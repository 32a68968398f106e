package io.puypuy.engine.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** Notices that a file of {@code conf/} was changed, added or removed: one look at each costs next to nothing. */
public final class ConfWatch {
    private final File folder;
    private long seen;

    public ConfWatch(Path folder) {
        this.folder = folder.toFile();
        this.seen = fingerprint();
    }

    /** Whether something changed since the last call, or the beginning. */
    public boolean changed() {
        long now = fingerprint();
        boolean changed = now != seen;
        seen = now;
        return changed;
    }

    private long fingerprint() {
        File[] files = folder.listFiles((in, name) -> name.endsWith(".ini"));
        if (files == null) {
            return 0;
        }
        Arrays.sort(files);
        long sum = files.length;
        for (File file : files) {
            sum = 31 * (31 * (31 * sum + file.getName().hashCode()) + file.lastModified()) + file.length();
        }
        return sum;
    }
}
