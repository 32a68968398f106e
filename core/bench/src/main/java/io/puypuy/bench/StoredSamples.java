package io.puypuy.bench;

import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.Tables;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Reads a store of which the daemon has ended: whether it has every sample that was posted. Run by {@code core/bench/server}. */
public final class StoredSamples {
    /** Each is a walk through all rows. */
    private static final int LOOKED_AT = 40;

    private StoredSamples() {}

    /**
     * Arguments: folder of the store, file of {@link AgentLoad}, datapoints of a document. Ends with 1 and a sentence if
     * datapoints are missing, or samples of those that are looked at, which are spread over all.
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Map<String, Integer> documents = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            documents.put(
                    line.substring(0, line.indexOf(' ')), Integer.parseInt(line.substring(line.indexOf(' ') + 1)));
        }
        String fault;
        try (QuestStore store = QuestStore.open(new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES));
                Inventory inventory = Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC())) {
            fault = fault(store, inventory.tables(), documents, Integer.parseInt(args[2]));
        }
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        err.print(fault);
        System.exit(fault.isEmpty() ? 0 : 1);
    }

    private static String fault(QuestStore store, Tables tables, Map<String, Integer> documents, int size)
            throws IOException {
        int count = tables.datapoints().count();
        if (count != documents.size() * size) {
            return "there are " + count + " datapoints, not " + documents.size() * size + "\n";
        }
        for (int i = 0; i < LOOKED_AT; i++) {
            DatapointRow row = tables.datapoints().get(1 + (int) ((long) i * (count - 1) / (LOOKED_AT - 1)));
            int expected =
                    documents.getOrDefault(tables.agents().get(row.agent()).agentId(), -1);
            long found = store.samples().count(row.idx(), 0, Long.MAX_VALUE / 1_000);
            if (found != expected) {
                return "datapoint " + row.idx() + " has " + found + " samples, not " + expected + "\n";
            }
        }
        return "";
    }
}
