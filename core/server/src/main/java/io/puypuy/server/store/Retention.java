package io.puypuy.server.store;

import java.io.IOException;
import java.time.Clock;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops days that are too old, then the oldest ones while the store is too large; a day goes from all tables at once. Used
 * by {@code store-writer}.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final StoreSettings settings;
    private final Clock clock;

    Retention(StoreSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The times that are kept.
     *
     * @param oldestMillis rows before this moment belong to days that would be dropped at once
     * @param newestMillis samples behind this moment come from a clock that is wrong; each of their days would be a folder
     */
    record Kept(long oldestMillis, long newestMillis) {
        boolean has(long millis) {
            return millis >= oldestMillis && millis <= newestMillis;
        }
    }

    Kept kept() {
        long now = clock.millis();
        return new Kept(now - TimeUnit.DAYS.toMillis(settings.retentionDays()), now + TimeUnit.DAYS.toMillis(1));
    }

    void enforce(StoreFolder folder, QuestDatabase database, SortedDays sorted) throws IOException {
        long oldest = TimeUnit.MILLISECONDS.toMicros(kept().oldestMillis());
        for (RowsTable table : database.tables()) {
            for (RowsTable.Day day : table.days()) {
                if (day.endMicros() <= oldest) {
                    table.drop(day.startMicros());
                    sorted.drop(day.startMicros());
                }
            }
        }
        database.purge();
        long size = folder.size();
        while (size > settings.maxBytes()) {
            TreeSet<Long> days = new TreeSet<>();
            for (RowsTable table : database.tables()) {
                table.days().forEach(day -> days.add(day.startMicros()));
            }
            if (days.isEmpty()) {
                return;
            }
            LOG.warn("the store has {} bytes, more than max_store_bytes: its oldest day is dropped", size);
            for (RowsTable table : database.tables()) {
                table.drop(days.first());
            }
            sorted.drop(days.first());
            database.purge();
            long smaller = folder.size();
            if (smaller >= size) {
                // A query still reads that day; its files go with the next round.
                return;
            }
            size = smaller;
        }
    }
}
