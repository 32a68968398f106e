package io.puypuy.engine.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files in memory, and what is left of them when the power fails: bytes up to the last synchronisation of the file, any
 * part of the later ones, and of the names that were changed since the last synchronisation of the folder any of the
 * old and the new. Used by one thread at a time.
 */
final class MemoryDisk {
    private final Random random;
    private TreeMap<Path, Content> visible = new TreeMap<>();
    private final TreeMap<Path, Content> durable = new TreeMap<>();
    private final List<Change> pending = new ArrayList<>();

    /** The bytes of a file, of which the first {@code safe} surely survive. */
    private static final class Content {
        byte[] bytes;
        int safe;

        Content(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /** A name that came, one that went, or both in one step, not surely on the disk yet. */
    private record Change(@Nullable Path added, @Nullable Path removed, Content content) {}

    MemoryDisk(Random random) {
        this.random = random;
    }

    List<Path> paths() {
        return new ArrayList<>(visible.keySet());
    }

    /** All files below the folder. */
    Iterable<Path> below(Path folder) {
        List<Path> found = new ArrayList<>();
        for (Path file : visible.tailMap(folder).keySet()) {
            if (!file.startsWith(folder)) {
                break;
            }
            found.add(file);
        }
        return found;
    }

    byte @Nullable [] bytes(Path file) {
        Content content = visible.get(file);
        return content == null ? null : content.bytes;
    }

    /** What somebody else put there, and it is on the disk. */
    void replace(Path file, byte[] bytes) {
        Content content = visible.computeIfAbsent(file, made -> new Content(bytes));
        content.bytes = bytes;
        content.safe = bytes.length;
        durable.put(file, content);
    }

    /** The file has these bytes now, the first {@code kept} of which it had before. */
    void write(Path file, byte[] bytes, int kept) {
        Content content = visible.get(file);
        if (content == null) {
            content = new Content(bytes);
            visible.put(file, content);
            pending.add(new Change(file, null, content));
        }
        content.bytes = bytes;
        content.safe = Math.min(content.safe, kept);
    }

    void sync(Path file) {
        Content content = visible.get(file);
        if (content != null) {
            content.safe = content.bytes.length;
        }
    }

    void rename(Path from, Path to) {
        Content content = visible.remove(from);
        if (content != null) {
            visible.put(to, content);
            pending.add(new Change(to, from, content));
        }
    }

    void delete(Path file) {
        Content content = visible.remove(file);
        if (content != null) {
            pending.add(new Change(null, file, content));
        }
    }

    void syncFolder(Path folder) {
        List<Change> left = new ArrayList<>();
        for (Change change : pending) {
            Path added = isIn(folder, change.added) ? null : change.added;
            Path removed = isIn(folder, change.removed) ? null : change.removed;
            apply(change, added == null, removed == null);
            if (added != null || removed != null) {
                left.add(new Change(added, removed, change.content));
            }
        }
        pending.clear();
        pending.addAll(left);
    }

    private static boolean isIn(Path folder, @Nullable Path file) {
        return file != null && folder.equals(file.getParent());
    }

    private void apply(Change change, boolean adds, boolean removes) {
        if (adds && change.added != null) {
            durable.put(change.added, change.content);
        }
        if (removes && change.removed != null) {
            durable.remove(change.removed, change.content);
        }
    }

    /** The power fails and comes back. */
    void crash() {
        for (Change change : pending) {
            int share = random.nextInt(3);
            apply(change, share > 0, share > 1);
        }
        pending.clear();
        for (Content content : durable.values()) {
            if (content.safe < content.bytes.length) {
                content.bytes = survivors(content);
                content.safe = content.bytes.length;
            }
        }
        visible = new TreeMap<>(durable);
    }

    /** All bytes up to the last synchronisation; of the others those before some point, at the end perhaps zeros. */
    private byte[] survivors(Content content) {
        int length = content.safe + random.nextInt(content.bytes.length - content.safe + 1);
        byte[] left = Arrays.copyOf(content.bytes, length);
        if (random.nextInt(3) == 0) {
            Arrays.fill(left, content.safe + random.nextInt(length - content.safe + 1), length, (byte) 0);
        }
        return left;
    }
}
