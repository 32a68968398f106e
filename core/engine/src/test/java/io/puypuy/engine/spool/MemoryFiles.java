package io.puypuy.engine.spool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** A disk in memory that fails on purpose and, in a crash, forgets what was not synchronised. Thread-safe. */
public final class MemoryFiles implements SpoolFiles {
    /** What can fail. */
    enum Operation {
        CREATE,
        LIST,
        SIZE,
        READ,
        WRITE,
        APPEND,
        RENAME,
        SYNC,
        DELETE
    }

    private final Random random;
    private final MemoryDisk disk;
    private final Map<Operation, Double> rates = new EnumMap<>(Operation.class);
    private boolean full;
    private int stepsToDeath = Integer.MAX_VALUE;
    private long faults;
    private int fileSyncs;
    private int folderSyncs;

    public MemoryFiles(long seed) {
        random = new Random(seed);
        disk = new MemoryDisk(random);
    }

    /** Share of operations that fail, some of them after they have done all or a part of their work. */
    public synchronized void faultRate(double share) {
        for (Operation operation : Operation.values()) {
            faultRate(operation, share);
        }
    }

    /** As {@link #faultRate(double)} for one kind of operation. */
    synchronized void faultRate(Operation operation, double share) {
        rates.put(operation, share);
    }

    /** Whether there is no space for anything to be written. */
    public synchronized void full(boolean noSpace) {
        full = noSpace;
    }

    /**
     * In the middle of one of the next operations the process is killed: what it does then has no effect any more, until
     * {@link #revive} or {@link #crash}.
     */
    synchronized void dieSoon(int steps) {
        stepsToDeath = steps;
    }

    synchronized boolean isDead() {
        return stepsToDeath <= 0;
    }

    /** The process that was killed starts again. */
    synchronized void revive() {
        stepsToDeath = Integer.MAX_VALUE;
    }

    /** The power fails and comes back: what was not synchronised is there as a whole, in part, or not at all. */
    public synchronized void crash() {
        revive();
        disk.crash();
    }

    /** How many operations failed until now. */
    synchronized long faults() {
        return faults;
    }

    public synchronized int fileSyncs() {
        return fileSyncs;
    }

    public synchronized int folderSyncs() {
        return folderSyncs;
    }

    public synchronized List<Path> paths() {
        return disk.paths();
    }

    public synchronized byte[] content(Path file) {
        return Objects.requireNonNull(disk.bytes(file)).clone();
    }

    public synchronized void replace(Path file, byte[] content) {
        disk.replace(file, content);
    }

    private void fail(Operation operation, String what) throws IOException {
        if (stepsToDeath < Integer.MAX_VALUE) {
            stepsToDeath--;
        }
        if (stepsToDeath <= 0 || random.nextDouble() < rates.getOrDefault(operation, 0.0)) {
            throw fault("on purpose: " + what);
        }
    }

    private IOException fault(String message) {
        faults++;
        return new IOException(message);
    }

    @Override
    public synchronized void createFolder(Path folder) throws IOException {
        fail(Operation.CREATE, "create");
    }

    @Override
    public synchronized void list(Path folder, Consumer<String> names) throws IOException {
        fail(Operation.LIST, "list");
        Set<String> found = new HashSet<>();
        for (Path file : disk.below(folder)) {
            found.add(folder.relativize(file).getName(0).toString());
        }
        found.forEach(names);
    }

    @Override
    public synchronized long size(Path file) throws IOException {
        fail(Operation.SIZE, "size");
        return existing(file).length;
    }

    private byte[] existing(Path file) throws IOException {
        byte[] content = disk.bytes(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    @Override
    public synchronized byte[] read(Path file, int most) throws IOException {
        fail(Operation.READ, "read");
        byte[] content = existing(file);
        return Arrays.copyOf(content, Math.min(most, content.length));
    }

    @Override
    public synchronized void write(Path file, byte[] bytes, int length) throws IOException {
        fail(Operation.WRITE, "open");
        write(Operation.WRITE, file, Arrays.copyOf(bytes, length), 0);
    }

    @Override
    public synchronized void append(Path file, byte[] bytes) throws IOException {
        fail(Operation.APPEND, "open");
        byte[] old = Objects.requireNonNullElse(disk.bytes(file), new byte[0]);
        byte[] all = Arrays.copyOf(old, old.length + bytes.length);
        System.arraycopy(bytes, 0, all, old.length, bytes.length);
        write(Operation.APPEND, file, all, old.length);
    }

    /** Any part of the new bytes is written if it fails. */
    private void write(Operation operation, Path file, byte[] bytes, int kept) throws IOException {
        try {
            if (full) {
                throw fault("No space left on device");
            }
            fail(operation, "write");
        } catch (IOException e) {
            disk.write(file, Arrays.copyOf(bytes, kept + random.nextInt(bytes.length - kept + 1)), kept);
            throw e;
        }
        disk.write(file, bytes, kept);
        fail(operation, "fsync");
        disk.sync(file);
        fileSyncs++;
        fail(operation, "fsync, but it is done");
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        fail(Operation.RENAME, "rename");
        existing(from);
        disk.rename(from, to);
        fail(Operation.RENAME, "rename, but it is done");
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        fail(Operation.SYNC, "sync");
        folderSyncs++;
        disk.syncFolder(folder);
        fail(Operation.SYNC, "sync, but it is done");
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        fail(Operation.DELETE, "delete");
        disk.delete(file);
        fail(Operation.DELETE, "delete, but it is done");
    }
}
