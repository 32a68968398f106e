package io.puypuy.server.agents;

import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.NewDatapoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Lines of an inventory that nobody has written yet. */
final class Waiting {
    private static final int MOST = 1_000;
    private static final int PAIRS = 60;

    private Waiting() {}

    /** Adds datapoints of an agent until no more may wait for the disk. */
    static void fill(Inventory inventory) {
        try {
            for (int number = 0; number < MOST; number++) {
                inventory.addAll(List.of(datapoint(number)));
            }
        } catch (IOException full) {
            return;
        }
        throw new AssertionError(MOST + " datapoints may wait");
    }

    private static NewDatapoint datapoint(int number) {
        // In the file three bytes a character.
        List<Map.Entry<String, String>> metadata = IntStream.range(0, PAIRS)
                .mapToObj(pair -> Map.entry("k" + pair, number + "\u20ac".repeat(500)))
                .toList();
        return new NewDatapoint("filler", "host", "filler", "c" + number, DataType.INTEGER, "k", 1_000, metadata);
    }
}
