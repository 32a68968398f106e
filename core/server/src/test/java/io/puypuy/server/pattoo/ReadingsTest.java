package io.puypuy.server.pattoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLException;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.NewDatapoint;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.SampleRows;
import io.puypuy.server.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingsTest {
    @Test
    void allDatapointsOfAQuestionAreReadWithinItsTime(@TempDir Path folder) throws Exception {
        Clock clock = Clock.systemUTC();
        StoreSettings settings = new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES);
        try (QuestStore store = QuestStore.open(settings, QuestStore.Durability.KILL, clock);
                Inventory inventory = Inventory.in(folder, clock)) {
            inventory.addAll(List.of(datapoint("one"), datapoint("two")));
            SampleRows rows = new SampleRows(2);
            rows.add(1, clock.millis(), 1L);
            rows.add(2, clock.millis(), 2L);
            store.samples().append(rows);
            Readings readings = new Readings(store.samples(), inventory.tables().datapoints());
            Deadline over = new Deadline(System.nanoTime() - 1);

            assertThat(readings.rows(Map.of(), Deadline.ofNow()))
                    .extracting(Sample::datapoint)
                    .containsExactly(1, 2);
            assertThatThrownBy(() -> readings.rows(Map.of(), over))
                    .isInstanceOf(GraphQLException.class)
                    .hasMessageContaining("takes too long");
            assertThatThrownBy(() -> readings.of(2, over)).isInstanceOf(GraphQLException.class);
        }
    }

    private static NewDatapoint datapoint(String key) {
        return new NewDatapoint("agent", "target", "program", key, DataType.FLOAT, key, 300_000, List.of());
    }
}
