package io.puypuy.engine.spool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a spool has to keep, as simple as it can be said: every batch that was put, and whether it still has to be there.
 * {@link #look} compares that with a spool after each step and wants a reason for whatever is missing.
 */
final class SpoolModel {
    /** What names a batch on disk for ever, while the points in it become fewer. */
    private record Id(long millis, int sequence) {
        static Id of(SpooledBatch batch) {
            return new Id(batch.name.millis(), batch.name.sequence());
        }
    }

    /** One batch that was put. */
    private static final class Entry {
        final List<String> texts;
        /** So many at the beginning are delivered or rejected. */
        int settled;
        /** Nobody can expect it back, because its file was changed or could not be read. */
        boolean damaged;

        boolean pinned;
        /** It was put in one, and not found yet in this one. */
        boolean isOfEarlierLife;
        /** What the disk had failed when it was put or found; only after one more failure it may come back. */
        long faultsBefore;
        // As of the last look:
        int remaining;
        boolean stored;
        long fileBytes;
        long millis;
        long look;

        Entry(List<String> texts) {
            this.texts = texts;
            this.remaining = texts.size();
        }

        int unsettled() {
            return texts.size() - settled;
        }
    }

    private final SpoolBounds bounds;
    private final long largestBatch;
    private final Function<SpooledBatch, List<String>> putBack;
    /** By name; also those that are done with, because a deleted file may come back. */
    private final Map<Id, Entry> named = new HashMap<>();
    /** The batches of this life. */
    private final Map<SpooledBatch, Entry> entries = new HashMap<>();
    /** Those that have to be there, oldest first. */
    private List<Entry> waiting = new ArrayList<>();

    private TestBooks books = new TestBooks();
    private boolean opening;
    private long put;
    private long settled;
    private long pointsDropped;
    private long looks;
    private long unwantedUpTo;
    long survived;
    long lostForRoom;
    long lostToDamage;
    long cameBack;
    long dropped;

    /**
     * A model of nothing.
     *
     * @param largestBatch bytes of its file
     * @param putBack the rejected points in a batch that nobody put, but was found; fails if there may not be one
     */
    SpoolModel(SpoolBounds bounds, long largestBatch, Function<SpooledBatch, List<String>> putBack) {
        this.bounds = bounds;
        this.largestBatch = largestBatch;
        this.putBack = putBack;
    }

    /** A new life: what is only in memory is lost. */
    TestBooks restart() {
        for (Entry entry : waiting) {
            entry.pinned = false;
            entry.isOfEarlierLife = true;
        }
        waiting.removeIf(entry -> !entry.stored);
        entries.clear();
        books = new TestBooks();
        opening = true;
        put = 0;
        settled = 0;
        pointsDropped = 0;
        return books;
    }

    /**
     * A batch that was just put.
     *
     * @param faults how many operations of the disk had failed before, a power failure being one
     */
    void put(SpooledBatch batch, List<String> texts, long faults) {
        Entry entry = new Entry(texts);
        entry.faultsBefore = faults;
        entries.put(batch, entry);
        waiting.add(entry);
        put += texts.size();
    }

    private Entry entry(SpooledBatch batch) {
        return Objects.requireNonNull(entries.get(batch), "a batch that nobody put");
    }

    /** Somebody has changed the file of this name. */
    void damage(SpoolName name) {
        Entry entry = named.get(new Id(name.millis(), name.sequence()));
        if (entry != null) {
            entry.damaged = true;
        }
    }

    /** A batch could not be read. */
    void unreadable(SpooledBatch batch) {
        entry(batch).damaged = true;
    }

    boolean isDamaged(SpooledBatch batch) {
        return entry(batch).damaged;
    }

    /** What is read must be the end of what was put, with all that is not settled. */
    void read(SpooledBatch batch, List<String> texts) {
        Entry entry = entry(batch);
        int all = entry.texts.size();
        check(texts.size() >= entry.unsettled() && texts.size() <= all, "wrong number of points read", texts.size());
        check(
                texts.equals(entry.texts.subList(all - texts.size(), all)),
                "what was put is not what is read",
                entry.texts,
                texts);
    }

    void pin(SpooledBatch batch, boolean underWay) {
        batch.pin(underWay);
        entry(batch).pinned = underWay;
    }

    /** Somebody orders to drop what was put until then. */
    void unwanted(long upToMillis) {
        unwantedUpTo = Math.max(unwantedUpTo, upToMillis);
    }

    /** So many points more are settled; after the last one the batch need not be there. */
    void settle(SpooledBatch batch, int points) {
        Entry entry = entry(batch);
        settled += points;
        entry.settled = Math.max(entry.settled, entry.texts.size() - batch.remaining());
        if (batch.remaining() == 0) {
            waiting.remove(entry);
        }
    }

    /** Compares after each step. */
    void look(Spool spool, long faults) {
        looks++;
        boolean opened = books.opened;
        List<Entry> now = new ArrayList<>();
        long files = 0;
        long bytes = 0;
        long remaining = 0;
        for (SpooledBatch batch : spool.waiting()) {
            Entry entry = opened ? named(batch, faults) : entry(batch);
            entry.look = looks;
            entry.stored = batch.isOnDisk();
            entry.remaining = batch.remaining();
            entry.fileBytes = batch.name.bytes();
            entry.millis = batch.name.millis();
            check(entry.remaining >= entry.unsettled() && entry.remaining <= entry.texts.size(), "points are missing");
            files += entry.stored ? 1 : 0;
            bytes += entry.stored ? entry.fileBytes : 0;
            remaining += entry.remaining;
            now.add(entry);
        }
        explainMissing(now, opening && opened);
        if (opening && opened) {
            opening = false;
            survived += files;
        }
        if (!opening) {
            waiting = now;
        }
        check(books.found + put == settled + books.dropped + remaining, "the books do not balance");
        check(
                books.files == files && books.bytes == bytes,
                "wrong files and bytes are booked",
                books.files,
                books.bytes);
        check(files <= bounds.files() && bytes <= bounds.bytes(), "too many files or bytes", files, bytes);
    }

    /** The entry of a batch that has got its name, or was found by it. */
    private Entry named(SpooledBatch batch, long faults) {
        Entry known = entries.get(batch);
        if (known == null) {
            known = named.get(Id.of(batch));
            if (known == null) {
                known = new Entry(putBack.apply(batch));
                named.put(Id.of(batch), known);
            } else if (!waiting.contains(known)) {
                check(opening && faults > known.faultsBefore, "a batch is there again for no reason");
                cameBack++;
            }
            entries.put(batch, known);
            known.faultsBefore = faults;
            known.isOfEarlierLife = false;
        } else {
            named.put(Id.of(batch), known);
        }
        return known;
    }

    private void explainMissing(List<Entry> now, boolean found) {
        List<Entry> missing = new ArrayList<>(waiting);
        // As long as the disk cannot be listed, nobody misses what an earlier life left there.
        missing.removeIf(entry -> entry.look == looks || (opening && !found && entry.isOfEarlierLife));
        long least = 0;
        // Batches that were done with may be there once more, too, and go at once.
        long most = found ? Integer.MAX_VALUE : 0;
        for (Entry entry : missing) {
            check(!entry.pinned, "a batch was lost while it was sent");
            if (entry.millis <= unwantedUpTo) {
                dropped++;
            } else if (entry.damaged) {
                lostToDamage++;
            } else {
                check(isSurplus(entry, missing, now), "a batch was lost for no reason", entry.texts);
                lostForRoom++;
            }
            least += entry.isOfEarlierLife ? entry.unsettled() : entry.remaining;
            most += entry.remaining;
        }
        waiting.removeAll(missing);
        long more = books.dropped - pointsDropped;
        pointsDropped = books.dropped;
        check(least <= more && more <= most, "other points are booked as dropped than were lost", more, least, most);
    }

    /** Whether all that was there, and one batch more, was too much, and older ones did not stay. */
    private boolean isSurplus(Entry lost, List<Entry> missing, List<Entry> now) {
        for (Entry older : waiting.subList(0, waiting.indexOf(lost))) {
            if (older.look == looks && older.stored == lost.stored && !older.pinned) {
                return false;
            }
        }
        long files = missing.size() + 1L;
        long bytes = largestBatch;
        long memory = 0;
        for (Entry entry : missing) {
            bytes += entry.fileBytes;
            memory += entry.stored ? 0 : encodedBytes(entry);
        }
        for (Entry entry : now) {
            files += entry.stored ? 1 : 0;
            bytes += entry.stored ? entry.fileBytes : 0;
            memory += entry.stored ? 0 : encodedBytes(entry);
        }
        boolean disk = files > bounds.files() || bytes > bounds.bytes();
        return disk || (!lost.stored && memory > bounds.memoryBytes());
    }

    private static long encodedBytes(Entry entry) {
        return entry.texts.stream().mapToLong(String::length).sum();
    }

    /** Whether the disk could be listed in this life. */
    boolean isOpen() {
        return books.opened;
    }

    /** Those that have to be there. */
    int count() {
        return waiting.size();
    }

    // Plain conditions, because there are hundreds of thousands of steps.
    private static void check(boolean condition, String fault, @Nullable Object... values) {
        if (!condition) {
            throw new AssertionError(values.length == 0 ? fault : fault + ": " + Arrays.asList(values));
        }
    }
}
