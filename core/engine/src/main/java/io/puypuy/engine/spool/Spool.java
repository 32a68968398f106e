package io.puypuy.engine.spool;

import io.puypuy.api.backend.EncodedPoints;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches that wait for one backend, on disk as far as the disk takes them, else in bounded memory. What falls out
 * at the old end is counted. A disk that fails costs nothing but safety: it is tried again with each new batch.
 *
 * <p>Belongs to one thread, from {@link #open} on; making one touches no disk.
 */
public final class Spool {
    /** Most encoded bytes in one batch; larger ones are to be split, so that reading one back needs bounded memory. */
    public static final int MAX_BODY_BYTES = 2 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int READ_ATTEMPTS = 3;
    // Lengths of a body of nothing but points of one byte double it; anything larger was not written here.
    private static final int MAX_FILE_BYTES = 4 * MAX_BODY_BYTES;

    private final SpoolFolder folder;
    private final SpoolBounds bounds;
    private final InstantSource clock;
    private final RejectedFiles rejected;
    private final ArrayDeque<SpooledBatch> waiting = new ArrayDeque<>();
    private final ArrayDeque<SpooledBatch> held = new ArrayDeque<>();
    private final Outage diskFails = new Outage();
    private final Outage full = new Outage();
    private @Nullable SpoolBooks books;
    private boolean loaded;
    private long heldBytes;
    private int diskFiles;
    private long diskBytes;
    private SpoolName last = new SpoolName(0, 0, 1, 0);

    /**
     * @param folder of this backend alone; it is made when it is needed
     * @param clock gives batches their time
     */
    public Spool(Path folder, SpoolBounds bounds, SpoolFiles files, InstantSource clock) {
        this.folder = new SpoolFolder(folder, files);
        this.bounds = bounds;
        this.clock = clock;
        this.rejected = new RejectedFiles(folder.resolve(SpoolFolder.REJECTED), bounds.rejectedBytes(), files, clock);
    }

    /** Finds what waits from an earlier life. If the disk fails, it is tried again with each new batch. */
    public void open(SpoolBooks accountant) {
        books = accountant;
        load();
    }

    private boolean load() {
        if (loaded) {
            return true;
        }
        List<SpoolName> found;
        try {
            found = folder.open();
        } catch (IOException e) {
            diskFailed(e);
            return false;
        }
        long points = 0;
        for (int i = found.size() - 1; i >= 0; i--) {
            SpoolName name = found.get(i);
            waiting.addFirst(SpooledBatch.onDisk(name));
            diskFiles++;
            diskBytes += name.bytes();
            points += name.points();
        }
        loaded = true;
        books().found(points);
        if (!found.isEmpty()) {
            last = found.get(found.size() - 1);
            LOG.info("{}: {} points in {} batches wait from an earlier run", folder, points, found.size());
        }
        // What was put before the folder could be read has names that may be taken.
        for (SpooledBatch batch : held) {
            batch.name = nextName(batch.name.points(), batch.name.bytes());
        }
        makeRoom(0, 0);
        tellBooks();
        return true;
    }

    /** Adds the newest batch; at most {@link #MAX_BODY_BYTES} of points, at least one. It waits until it is removed. */
    public SpooledBatch put(EncodedPoints points) {
        SpooledBatch batch = SpooledBatch.inMemory(nextName(points.count(), SpoolImage.sizeOf(points)), points);
        waiting.addLast(batch);
        held.addLast(batch);
        heldBytes += points.byteCount();
        flush();
        while (heldBytes > bounds.memoryBytes()) {
            SpooledBatch oldest = firstUnpinned(held);
            if (oldest == null) {
                break;
            }
            drop(oldest);
        }
        return batch;
    }

    private SpoolName nextName(int points, int bytes) {
        long now = clock.millis();
        boolean later = now > last.millis();
        last = new SpoolName(later ? now : last.millis(), later ? 0 : last.sequence() + 1, points, bytes);
        return last;
    }

    /** Tries to bring to disk what is only in memory. */
    public void flush() {
        if (!load()) {
            return;
        }
        for (SpooledBatch batch = held.peekFirst(); batch != null; batch = held.peekFirst()) {
            EncodedPoints points = batch.held;
            if (points == null || !write(batch, points)) {
                return;
            }
        }
    }

    private boolean write(SpooledBatch batch, EncodedPoints points) {
        makeRoom(1, batch.name.bytes());
        batch.mayBeOnDisk = true;
        try {
            folder.write(batch.name, points);
        } catch (IOException e) {
            diskFailed(e);
            return false;
        }
        release(batch);
        batch.place = SpooledBatch.Place.DISK;
        diskFiles++;
        diskBytes += batch.name.bytes();
        tellBooks();
        diskWorks();
        return true;
    }

    /** The batch that waits for the longest time; null if none does. */
    public @Nullable SpooledBatch oldest() {
        return waiting.peekFirst();
    }

    /**
     * The points of a batch. One that is damaged is set aside and counted as dropped.
     *
     * @return null if the batch is lost
     * @throws IOException if the disk fails; it may succeed later
     */
    public @Nullable EncodedPoints read(SpooledBatch batch) throws IOException {
        if (batch.held != null || batch.isGone()) {
            return batch.held;
        }
        String damage;
        try {
            if (batch.name.bytes() > MAX_FILE_BYTES) {
                throw new DamagedFileException("is larger than any batch");
            }
            return folder.read(batch.name);
        } catch (DamagedFileException e) {
            damage = String.valueOf(e.getMessage());
        } catch (NoSuchFileException e) {
            LOG.error("{}: somebody deleted {}; {} points are lost", folder, batch.name.fileName(), batch.remaining());
            drop(batch);
            return null;
        } catch (IOException e) {
            batch.failedReads++;
            if (batch.failedReads < READ_ATTEMPTS) {
                throw e;
            }
            damage = "cannot be read: " + e;
        }
        folder.setAside(batch.name.fileName(), damage);
        batch.mayBeOnDisk = false;
        drop(batch);
        return null;
    }

    /** The batch is done with: all its points are delivered or rejected. */
    public void remove(SpooledBatch batch) {
        forget(batch);
        if (full.lasts() && diskFiles <= bounds.files() / 2 && diskBytes <= bounds.bytes() / 2) {
            long lost = full.count();
            LOG.info("{}: has room again after {}; {} points were lost", folder, full.end(clock.millis()), lost);
        }
    }

    /**
     * Replaces a batch's points by those that still wait, so that the others are not sent again after a restart.
     *
     * @param rest not empty
     * @return whether the batch now begins with them; if not, it is as it was
     */
    public boolean keepRest(SpooledBatch batch, EncodedPoints rest) {
        SpoolName old = batch.name;
        SpoolName shorter = new SpoolName(old.millis(), old.sequence(), rest.count(), SpoolImage.sizeOf(rest));
        if (batch.isGone() || rest.count() == old.points()) {
            return false;
        }
        if (batch.isOnDisk()) {
            try {
                folder.write(shorter, rest);
            } catch (IOException e) {
                diskFailed(e);
                return false;
            }
        }
        if (batch.mayBeOnDisk) {
            delete(old);
        }
        if (batch.held != null) {
            heldBytes += rest.byteCount() - batch.held.byteCount();
            batch.held = rest;
        } else {
            diskBytes += shorter.bytes() - old.bytes();
        }
        batch.name = shorter;
        batch.startAnew();
        tellBooks();
        return true;
    }

    /** Keeps refused points with the receiver's words. */
    public void reject(List<RejectedPoint> points) {
        rejected.add(points);
    }

    /** All that waits, oldest first. */
    Iterable<SpooledBatch> waiting() {
        return waiting;
    }

    private void makeRoom(int moreFiles, long moreBytes) {
        while (diskFiles + moreFiles > bounds.files() || diskBytes + moreBytes > bounds.bytes()) {
            SpooledBatch oldest = oldestOnDisk();
            if (oldest == null || diskFiles + moreFiles <= 1) {
                return;
            }
            if (full.add(oldest.remaining(), clock.millis())) {
                LOG.error(
                        "{}: is full with {} files and {} bytes; the oldest points are lost, beginning with {}",
                        folder,
                        diskFiles,
                        diskBytes,
                        oldest.name.fileName());
            }
            drop(oldest);
        }
    }

    private @Nullable SpooledBatch oldestOnDisk() {
        for (SpooledBatch batch : waiting) {
            if (batch.isOnDisk() && !batch.isPinned()) {
                return batch;
            }
        }
        return null;
    }

    private static @Nullable SpooledBatch firstUnpinned(Deque<SpooledBatch> batches) {
        for (SpooledBatch batch : batches) {
            if (!batch.isPinned()) {
                return batch;
            }
        }
        return null;
    }

    private void drop(SpooledBatch batch) {
        int lost = batch.remaining();
        forget(batch);
        books().dropped(lost);
    }

    private void forget(SpooledBatch batch) {
        if (batch.isGone()) {
            return;
        }
        if (waiting.peekFirst() == batch) {
            waiting.removeFirst();
        } else {
            removeLast(waiting, batch);
        }
        if (batch.isOnDisk()) {
            diskFiles--;
            diskBytes -= batch.name.bytes();
        } else {
            release(batch);
        }
        batch.place = SpooledBatch.Place.NOWHERE;
        if (batch.mayBeOnDisk) {
            delete(batch.name);
        }
        tellBooks();
    }

    private void delete(SpoolName name) {
        try {
            folder.delete(name);
        } catch (IOException e) {
            // It is sent once more after the next start.
            diskFailed(e);
        }
    }

    /** Takes a batch out of memory. */
    private void release(SpooledBatch batch) {
        EncodedPoints points = batch.held;
        if (points != null) {
            removeLast(held, batch);
            heldBytes -= points.byteCount();
            batch.held = null;
        }
    }

    private static void removeLast(Deque<SpooledBatch> batches, SpooledBatch batch) {
        for (Iterator<SpooledBatch> newestFirst = batches.descendingIterator(); newestFirst.hasNext(); ) {
            if (newestFirst.next() == batch) {
                newestFirst.remove();
                return;
            }
        }
    }

    private void diskFailed(IOException cause) {
        if (diskFails.add(1, clock.millis())) {
            LOG.error("{}: the disk fails; new points are kept in memory only", folder, cause);
        }
    }

    private void diskWorks() {
        if (diskFails.lasts() && held.isEmpty()) {
            long times = diskFails.count();
            LOG.info("{}: the disk works again after {} and {} errors", folder, diskFails.end(clock.millis()), times);
        }
    }

    private SpoolBooks books() {
        if (books == null) {
            throw new IllegalStateException("the spool is not open");
        }
        return books;
    }

    private void tellBooks() {
        books().onDisk(diskFiles, diskBytes);
    }
}
