package io.puypuy.server.store;

import io.puypuy.api.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** A store whose clock stands still, and what it answers. */
final class TestStore {
    static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    static final long DAY = 86_400_000;

    private TestStore() {}

    static QuestStore open(Path folder) throws IOException {
        return open(folder, 30, 1L << 30);
    }

    static QuestStore open(Path folder, int retentionDays, long maxBytes) throws IOException {
        return QuestStore.open(
                new StoreSettings(folder, retentionDays, maxBytes),
                QuestStore.Durability.KILL,
                Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    static Query query(Metric metric, long from, long to, long step, Aggregate aggregate) {
        return new Query(metric.name(), new Window(from, to, Optional.of(step), aggregate), Map.of());
    }

    static QueryResult ask(QuestStore store, Query query) throws IOException {
        return store.query(query).orElseThrow();
    }
}
