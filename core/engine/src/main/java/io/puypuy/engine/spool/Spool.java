package io.puypuy.engine.spool;

import io.puypuy.api.backend.EncodedPoints;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
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

    private final SpoolFolder folder;
    private final SpoolNames names;
    private final RejectedFiles rejected;
    private final SpoolOrders orders;
    private final WaitingBatches waiting = new WaitingBatches();
    private final HeldBatches held;
    private final DiskUse use;
    private final DiskHealth health;
    private @Nullable SpoolBooks books;
    private boolean loaded;

    /**
     * @param folder of this backend alone; it is made when it is needed
     * @param clock gives batches their time
     */
    public Spool(Path folder, SpoolBounds bounds, SpoolFiles files, InstantSource clock) {
        this.folder = new SpoolFolder(folder, files);
        this.held = new HeldBatches(bounds.memoryBytes());
        this.use = new DiskUse(folder, bounds, clock);
        this.health = new DiskHealth(folder, clock);
        this.names = new SpoolNames(clock);
        this.rejected = new RejectedFiles(folder.resolve(SpoolFolder.REJECTED), bounds.rejectedBytes(), files, clock);
        this.orders = new SpoolOrders(folder, files);
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
            health.failed(e);
            return false;
        }
        long points = waiting.addOlder(found);
        found.forEach(use::added);
        loaded = true;
        books().found(points);
        if (!found.isEmpty()) {
            names.follow(found.get(found.size() - 1));
            LOG.info("{}: {} points in {} batches wait from an earlier run", folder, points, found.size());
        }
        // What was put before the folder could be read has names that may be taken.
        for (SpooledBatch batch : held) {
            batch.name = names.next(batch.name.points(), batch.name.bytes());
        }
        makeRoom(0, 0);
        tellBooks();
        return true;
    }

    /** Adds the newest batch; at most {@link #MAX_BODY_BYTES} of points, at least one. It waits until it is removed. */
    public SpooledBatch put(EncodedPoints points) {
        SpooledBatch batch = newest(points);
        waiting.addNewest(batch);
        held.add(batch, points);
        flush();
        for (SpooledBatch surplus = held.surplus(); surplus != null; surplus = held.surplus()) {
            drop(surplus);
        }
        return batch;
    }

    private SpooledBatch newest(EncodedPoints points) {
        return SpooledBatch.inMemory(names.next(points.count(), SpoolImage.sizeOf(points)));
    }

    /** Tries to bring to disk what is only in memory. */
    public void flush() {
        if (!load()) {
            return;
        }
        for (SpooledBatch batch = held.oldest(); batch != null; batch = held.oldest()) {
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
            health.failed(e);
            return false;
        }
        held.remove(batch);
        batch.place = SpooledBatch.Place.DISK;
        use.added(batch.name);
        tellBooks();
        if (held.isEmpty()) {
            health.works();
        }
        return true;
    }

    /** Whether all that waits survives a crash. */
    public boolean isOnDisk() {
        return held.isEmpty();
    }

    /** The batch that waits for the longest time; null if none does. */
    public @Nullable SpooledBatch oldest() {
        return waiting.oldest();
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
        try {
            return folder.read(batch);
        } catch (NoSuchFileException e) {
            LOG.error("{}: somebody deleted {}; {} points are lost", folder, batch.name.fileName(), batch.remaining());
        } catch (DamagedFileException e) {
            folder.setAside(batch.name.fileName(), String.valueOf(e.getMessage()));
            batch.mayBeOnDisk = false;
        }
        drop(batch);
        return null;
    }

    /** The batch is done with: all its points are delivered or rejected. */
    public void remove(SpooledBatch batch) {
        forget(batch);
        use.tellRoom();
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
                health.failed(e);
                return false;
            }
        }
        if (batch.mayBeOnDisk) {
            delete(old);
        }
        if (batch.isOnDisk()) {
            use.removed(old);
            use.added(shorter);
        } else {
            held.replace(batch, rest);
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

    /**
     * Carries out what an operator has ordered. No request may be under way.
     *
     * @return whether the receiver is to be tried now
     */
    public boolean obeyOrders() {
        return loaded && orders.obey(this, rejected);
    }

    /** Adds points behind all others if the disk takes them without losing others; whether it did. */
    boolean putBack(EncodedPoints points) {
        SpooledBatch batch = newest(points);
        if (!held.isEmpty() || !use.hasRoom(1, batch.name.bytes()) || !write(batch, points)) {
            return false;
        }
        waiting.addNewest(batch);
        books().found(points.count());
        return true;
    }

    /** Drops the batches that were put until then; how many points they had. */
    long dropUpTo(long millis) {
        long points = 0;
        for (SpooledBatch batch = oldest(); batch != null && batch.name.millis() <= millis; batch = oldest()) {
            points += batch.remaining();
            drop(batch);
        }
        return points;
    }

    /** All that waits, oldest first. */
    public Iterable<SpooledBatch> waiting() {
        return waiting;
    }

    private void makeRoom(int moreFiles, long moreBytes) {
        while (!use.hasRoom(moreFiles, moreBytes)) {
            SpooledBatch oldest = waiting.oldestOnDisk();
            if (oldest == null) {
                return;
            }
            use.overflows(oldest);
            drop(oldest);
        }
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
        waiting.remove(batch);
        if (batch.isOnDisk()) {
            use.removed(batch.name);
        } else {
            held.remove(batch);
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
            health.failed(e);
        }
    }

    private SpoolBooks books() {
        if (books == null) {
            throw new IllegalStateException("the spool is not open");
        }
        return books;
    }

    private void tellBooks() {
        books().onDisk(use.files(), use.bytes());
    }
}
