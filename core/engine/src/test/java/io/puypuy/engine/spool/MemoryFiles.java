package io.puypuy.engine.spool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A disk in memory that fails on purpose and, in a crash, forgets what was not synchronised. Thread-safe. */
public final class MemoryFiles implements SpoolFiles {
    private final Random random;
    private final TreeMap<Path, byte[]> visible = new TreeMap<>();
    private final TreeMap<Path, byte[]> durable = new TreeMap<>();
    private double faultRate;
    private boolean full;
    private int fileSyncs;
    private int folderSyncs;

    public MemoryFiles(long seed) {
        random = new Random(seed);
    }

    /** Share of operations that fail, some of them after they have done all or a part of their work. */
    public synchronized void faultRate(double share) {
        faultRate = share;
    }

    /** Whether there is no space for anything to be written. */
    public synchronized void full(boolean noSpace) {
        full = noSpace;
    }

    public synchronized int fileSyncs() {
        return fileSyncs;
    }

    public synchronized int folderSyncs() {
        return folderSyncs;
    }

    public synchronized List<Path> paths() {
        return new ArrayList<>(visible.keySet());
    }

    public synchronized byte[] content(Path file) {
        return Objects.requireNonNull(visible.get(file)).clone();
    }

    public synchronized void replace(Path file, byte[] content) {
        visible.put(file, content);
        durable.put(file, content);
    }

    /** The power fails: of each name that was not synchronised, the old or the new state survives. */
    public synchronized void crash() {
        Set<Path> names = new HashSet<>(visible.keySet());
        names.addAll(durable.keySet());
        for (Path name : names) {
            byte[] now = visible.get(name);
            byte[] synced = durable.get(name);
            if (now != synced && random.nextBoolean()) {
                set(visible, name, synced);
            }
            set(durable, name, visible.get(name));
        }
    }

    private static void set(Map<Path, byte[]> files, Path name, byte @Nullable [] content) {
        if (content == null) {
            files.remove(name);
        } else {
            files.put(name, content);
        }
    }

    private void fail(String what) throws IOException {
        if (random.nextDouble() < faultRate) {
            throw new IOException("on purpose: " + what);
        }
    }

    @Override
    public synchronized void createFolder(Path folder) throws IOException {
        fail("create");
    }

    @Override
    public synchronized void list(Path folder, Consumer<String> names) throws IOException {
        fail("list");
        Set<String> found = new HashSet<>();
        for (Path file : visible.keySet()) {
            if (file.startsWith(folder)) {
                found.add(folder.relativize(file).getName(0).toString());
            }
        }
        found.forEach(names);
    }

    @Override
    public synchronized long size(Path file) throws IOException {
        fail("size");
        return existing(file).length;
    }

    private byte[] existing(Path file) throws IOException {
        byte[] content = visible.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    @Override
    public synchronized byte[] read(Path file, int most) throws IOException {
        fail("read");
        byte[] content = existing(file);
        return Arrays.copyOf(content, Math.min(most, content.length));
    }

    @Override
    public synchronized void write(Path file, byte[] bytes, int length) throws IOException {
        fail("open");
        try {
            room();
            fail("write");
        } catch (IOException e) {
            visible.put(file, Arrays.copyOf(bytes, random.nextInt(length)));
            throw e;
        }
        visible.put(file, Arrays.copyOf(bytes, length));
        fileSyncs++;
        fail("fsync");
    }

    private void room() throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public synchronized void append(Path file, byte[] bytes) throws IOException {
        fail("append");
        room();
        byte[] old = visible.getOrDefault(file, new byte[0]);
        byte[] all = Arrays.copyOf(old, old.length + bytes.length);
        System.arraycopy(bytes, 0, all, old.length, bytes.length);
        visible.put(file, all);
        if (durable.containsKey(file)) {
            durable.put(file, all);
        }
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        fail("rename");
        visible.put(to, existing(from));
        visible.remove(from);
        fail("rename, but it is done");
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        fail("sync");
        folderSyncs++;
        durable.keySet().removeIf(file -> folder.equals(file.getParent()) && !visible.containsKey(file));
        visible.forEach((file, content) -> {
            if (folder.equals(file.getParent())) {
                durable.put(file, content);
            }
        });
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        fail("delete");
        visible.remove(file);
        fail("delete, but it is done");
    }
}
