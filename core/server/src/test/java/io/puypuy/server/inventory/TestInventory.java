package io.puypuy.server.inventory;

import io.puypuy.pattoo.document.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An inventory whose clock stands still, and numbered datapoints for it. */
final class TestInventory {
    static final String AGENT = "66cf7a8e560f75e23d557023ce591120abd094925bde6d97f09561b69b6ed3c4";
    static final long NOW = Instant.parse("2026-11-27T12:00:00Z").toEpochMilli();

    private TestInventory() {}

    static Inventory open(Path folder) throws IOException {
        return Inventory.in(folder, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    static String checksum(int number) {
        return String.format("%064x", number * 0x9E3779B97F4A7C15L);
    }

    static NewDatapoint datapoint(int number, String... metadata) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (int i = 0; i < metadata.length; i += 2) {
            pairs.add(Map.entry(metadata[i], metadata[i + 1]));
        }
        return new NewDatapoint(
                AGENT, "web1", "shop", checksum(number), DataType.COUNTER64, "hits_" + number, 60_000, pairs);
    }

    static List<String> pairsOf(Inventory inventory, int idx) {
        DatapointRow row = inventory.tables().datapoints().get(idx);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < row.pairCount(); i++) {
            PairRow pair = inventory.tables().pairs().get(row.pair(i));
            pairs.add(pair.key() + "=" + pair.value());
        }
        return pairs;
    }
}
