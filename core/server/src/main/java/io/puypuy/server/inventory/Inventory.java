package io.puypuy.server.inventory;

import io.puypuy.pattoo.document.ReceivedDatapoint;
import io.puypuy.server.lines.LinesFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables and the file in which they are durable. Any thread reads without waiting. What changes tables takes this
 * object's monitor, for memory only; a change is durable when {@link #flush} has returned. A flush that fails keeps the
 * lines, and the next one writes them: so whoever flushes before samples are written never writes samples of a datapoint that
 * is not in the file.
 */
public final class Inventory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);
    /** Characters of any text. */
    public static final int MAX_TEXT = ReceivedDatapoint.MOST_CHARACTERS;
    /** Pairs of a datapoint, its key included. */
    public static final int MAX_PAIRS = 64;

    /** Bytes that wait for a disk which takes nothing. */
    private static final int MAX_WAITING = 64 << 20;

    private static final int INTERVAL_SECONDS = 3_600;
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
    /** Lines that are no rows any more, which are worth writing the file anew. */
    private static final int MAX_OLD_LINES = 10_000;

    private final Tables tables = new Tables();
    private final RowLines lines = new RowLines();
    private final Object fileMonitor = new Object();
    private final LinesFile file;
    private final Clock clock;
    private Marks now = new Marks(true, 0, 0);

    private Inventory(Path path, Clock clock) throws IOException {
        this.clock = clock;
        RowReader reader = new RowReader(tables);
        file = new LinesFile(path, reader);
        try {
            if (reader.lines() == 0) {
                // In the file with the first change: who has no agents has none.
                Stock.addTo(this);
            } else if (reader.lines() - tables.rowCount() > Math.max(MAX_OLD_LINES, tables.rowCount())) {
                writeAnew(path);
            }
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private void writeAnew(Path path) throws IOException {
        lines.addAll(tables);
        ByteArrayOutputStream all = lines.take();
        try {
            file.prepare(all.toByteArray(), all.size());
        } catch (IOException noRoom) {
            LOG.warn(
                    "{} stays larger than it need be, because it cannot be written anew: {}",
                    path,
                    noRoom.getMessage());
            return;
        }
        file.replace();
    }

    /**
     * Opens the file, which is made if it is not there. Its folder is locked by the caller.
     *
     * @throws IOException if it cannot be read or written, or is damaged; a sentence
     */
    public static Inventory open(Path path, Clock clock) throws IOException {
        return new Inventory(path, clock);
    }

    /** The file {@code inventory.jsonl} in the folder of a store; otherwise as {@link #open}. */
    public static Inventory in(Path folder, Clock clock) throws IOException {
        return open(folder.resolve("inventory.jsonl"), clock);
    }

    /** What there is. */
    public Tables tables() {
        return tables;
    }

    /** The number of the row of an agent's target, for {@link #find(int, String)}; 0 if it is not known. */
    public int agent(String agentId, String target) {
        AgentRow row = tables.agent(agentId, target);
        return row == null ? 0 : row.idx();
    }

    /**
     * The number of a datapoint; 0 if it is not known. Makes no objects if the checksum is 64 hexadecimal digits.
     *
     * @param agent from {@link #agent}; 0 for one that is not known
     * @param checksum as posted
     */
    public int find(int agent, String checksum) {
        return agent == 0 ? 0 : tables.index().find(agent, checksum);
    }

    /**
     * The same, looking at one datapoint first.
     *
     * @param guess the number that it may have, such as the one behind that of the datapoint before it in a document
     */
    public int find(int agent, String checksum, int guess) {
        return agent == 0 ? 0 : tables.index().find(agent, checksum, guess);
    }

    /** Both questions at once. */
    public int find(String agentId, String target, String checksum) {
        return find(agent(agentId, target), checksum);
    }

    /**
     * Makes datapoints known; those that are known stay as they are. Numbers are given as pattoo's ingest gives them to one batch:
     * first the pairs of all, sorted, then agents and datapoints in their order.
     *
     * @return the number of each; 0 for one whose metadata has no room, because that of all is as large as it may become
     * @throws IOException if the disk has taken nothing for so long that no more may wait; a sentence
     */
    public synchronized int[] addAll(Collection<NewDatapoint> added) throws IOException {
        if (lines.size() > MAX_WAITING) {
            throw new IOException("new datapoints wait for the disk, which takes none");
        }
        return new NewRows(tables, lines, marks()).add(List.copyOf(added));
    }

    /** Marks of a row that is made now. */
    Marks marks() {
        long seconds = clock.millis() / 1000;
        if (seconds != now.createdSeconds()) {
            now = new Marks(true, seconds, seconds);
        }
        return now;
    }

    /** Where changes are written; needs the monitor. */
    RowLines lines() {
        return lines;
    }

    /**
     * Notes that a sample has come, which need not be durable yet. A time more than a day from now, which the store does not
     * take, counts as one in a day: else a clock that is wrong would be the newest for ever. Cheap: the file is told of another
     * interval at most once an hour, since the next document says it anyhow.
     *
     * @param idx of a known datapoint
     */
    public void seen(int idx, long timestampMillis, long intervalMillis) {
        DatapointRow row = tables.datapoints().get(idx);
        row.seen(Math.min(timestampMillis, clock.millis() + DAY_MILLIS));
        if (row.intervalMillis() != intervalMillis) {
            changeInterval(row, intervalMillis);
        }
    }

    private synchronized void changeInterval(DatapointRow row, long intervalMillis) {
        if (row.changeInterval(intervalMillis, (int) (clock.millis() / 1000), INTERVAL_SECONDS)
                && lines.size() <= MAX_WAITING) {
            lines.addInterval(row);
        }
    }

    /** Notes when a datapoint had a sample, as it is found in the store after a start. */
    public void seen(int idx, long timestampMillis) {
        tables.datapoints().find(idx).ifPresent(row -> row.seen(timestampMillis));
    }

    /**
     * Makes all changes durable; returns at once if there are none.
     *
     * @throws IOException if the file cannot be written; the changes wait for the next flush
     */
    public void flush() throws IOException {
        synchronized (fileMonitor) {
            ByteArrayOutputStream taken = taken();
            if (taken == null) {
                return;
            }
            try {
                file.append(taken.toByteArray(), taken.size());
            } catch (IOException | RuntimeException e) {
                giveBack(taken);
                throw e;
            }
        }
    }

    private synchronized @Nullable ByteArrayOutputStream taken() {
        return lines.size() == 0 ? null : lines.take();
    }

    private synchronized void giveBack(ByteArrayOutputStream taken) {
        lines.giveBack(taken);
    }

    /** Changes of charts, favorites and users. */
    public Changes changes() {
        return new Changes(this);
    }

    /** Changes of languages and translations. */
    public TextChanges textChanges() {
        return new TextChanges(this);
    }

    /** Closes the file. What was not flushed is not kept. */
    @Override
    public void close() throws IOException {
        synchronized (fileMonitor) {
            file.close();
        }
    }
}
