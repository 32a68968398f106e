package io.puypuy.server.pattoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.NewDatapoint;
import io.puypuy.server.inventory.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class GlueListTest {
    private static final int DATAPOINTS = 40;

    private Inventory inventory;
    private Tables tables;

    /** Datapoints of which each shares one pair with all, one with some, and has one of its own. */
    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        inventory = Inventory.in(folder, Clock.systemUTC());
        tables = inventory.tables();
        List<NewDatapoint> datapoints = new ArrayList<>();
        for (int i = 0; i < DATAPOINTS; i++) {
            datapoints.add(new NewDatapoint(
                    "agent",
                    "target",
                    "program",
                    "checksum " + i,
                    DataType.FLOAT,
                    "key " + i % 7,
                    300_000,
                    List.of(Map.entry("host", "all"), Map.entry("own", "" + i))));
        }
        inventory.addAll(datapoints);
    }

    @AfterEach
    void close() throws IOException {
        inventory.close();
    }

    private GlueList list(int part) {
        return new GlueList(tables.datapoints(), tables.pairs(), part);
    }

    private List<Glue> expected() {
        Glues glues = new Glues(tables.datapoints(), tables.pairs());
        List<Glue> all = new ArrayList<>();
        new RowList<>(tables.datapoints()).forEach(row -> all.addAll(glues.ofDatapoint(row)));
        all.sort(Comparator.comparing(Glue::pair)
                .thenComparing(glue -> glue.datapoint().idx()));
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 41, 1_000_000})
    void areInTheOrderOfPairsHoweverFewAreInMemory(int part) {
        assertThat(list(part)).hasSize(3 * DATAPOINTS).containsExactlyElementsOf(expected());
    }

    @Test
    void mayBeAskedForInAnyOrder() {
        List<Glue> expected = expected();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < expected.size(); place++) {
            places.add(place);
        }
        Collections.shuffle(places, new Random(1));
        GlueList list = list(5);

        assertThat(places).allSatisfy(place -> assertThat(list.get(place)).isEqualTo(expected.get(place)));
    }

    @Test
    void asManyAreInMemoryAsLieAroundTheOneThatWasAskedFor() {
        GlueList list = list(10);
        for (int place = 0; place < list.size(); place++) {
            list.get(place);
            // One pair belongs to all datapoints.
            assertThat(list.inMemory()).isBetween(1, DATAPOINTS);
        }
        list.get(list.size() - 1);
        assertThat(list.inMemory()).isLessThanOrEqualTo(10);
    }
}
