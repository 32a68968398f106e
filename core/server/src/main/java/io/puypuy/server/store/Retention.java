package io.puypuy.server.store;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops days that are too old, then the oldest ones while the store is too large. Used by {@code store-writer}. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final StoreSettings settings;
    private final Clock clock;

    Retention(StoreSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Points before this moment belong to days that would be dropped at once. */
    long oldestMillis() {
        return clock.millis() - TimeUnit.DAYS.toMillis(settings.retentionDays());
    }

    void enforce(StoreFolder folder, PointsTable table) throws IOException {
        long oldest = TimeUnit.MILLISECONDS.toMicros(oldestMillis());
        for (PointsTable.Day day : table.days()) {
            if (day.endMicros() <= oldest) {
                table.drop(day);
            }
        }
        table.purge();
        long size = folder.size();
        while (size > settings.maxBytes()) {
            List<PointsTable.Day> days = table.days();
            if (days.isEmpty()) {
                return;
            }
            LOG.warn("the store has {} bytes, more than max_store_bytes: its oldest day is dropped", size);
            table.drop(days.get(0));
            table.purge();
            long smaller = folder.size();
            if (smaller >= size) {
                // A query still reads that day; its files go with the next round.
                return;
            }
            size = smaller;
        }
    }
}
