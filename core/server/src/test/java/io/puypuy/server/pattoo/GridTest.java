package io.puypuy.server.pattoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.SampleRows;
import io.puypuy.server.store.Samples;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridTest {
    private static final long INTERVAL = 300_000;
    private static final long FIRST = 1_578_071_401_233L;
    /** Where pattoo's own code takes the absolute difference for the change of a counter that fell. */
    private static final Map<String, Map<Long, Double>> CORRECTED = Map.of(
            "count64", Map.of(1_578_073_200_000L, Double.NaN), "count32", Map.of(1_578_072_000_000L, 0.0533333333));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private QuestStore store;

    @BeforeEach
    void open() throws IOException {
        store = QuestStore.open(
                new StoreSettings(folder, 30, 1L << 30),
                QuestStore.Durability.KILL,
                Clock.fixed(Instant.ofEpochMilli(FIRST + 3_600_000), ZoneOffset.UTC));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private record Place(long millis, double value) {}

    private static List<Place> places(Grid grid) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            places.add(new Place(grid.timestampMillis(i), grid.value(i)));
        }
        return places;
    }

    @Test
    void answersAsPattooDoesButForCountersThatFell() throws IOException {
        JsonNode recorded;
        try (InputStream in = GridTest.class.getResourceAsStream("rates.json")) {
            recorded = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        int datapoint = 0;
        int queries = 0;
        for (JsonNode series : recorded) {
            if (series.has("samples")) {
                datapoint++;
                store.samples().append(rows(datapoint, series.get("samples")));
                for (JsonNode query : series.get("queries")) {
                    assertThat(answer(datapoint, series, query))
                            .as(
                                    "%s, %s",
                                    series.get("key").asText(),
                                    query.get("note").asText())
                            .isEqualTo(expected(series.get("key").asText(), query.get("answer")));
                    queries++;
                }
            }
        }
        assertThat(queries).isEqualTo(30);
    }

    private static SampleRows rows(int datapoint, JsonNode samples) {
        SampleRows rows = new SampleRows(10);
        for (JsonNode sample : samples) {
            if (sample.get(1).isIntegralNumber()) {
                rows.add(datapoint, sample.get(0).asLong(), sample.get(1).asLong());
            } else {
                rows.add(datapoint, sample.get(0).asLong(), sample.get(1).asDouble());
            }
        }
        return rows;
    }

    private List<Place> answer(int datapoint, JsonNode series, JsonNode query) throws IOException {
        DataType type = DataType.of(series.get("data_type").asLong()).orElseThrow();
        long start = query.get("ts_start").asLong();
        long stop = query.get("ts_stop").asLong();
        Samples samples = store.samples().numbers(datapoint, Grid.start(start, INTERVAL), stop + 1, 1000);
        return places(Grid.of(type, series.get("polling_interval").asLong(), start, stop, samples));
    }

    private static List<Place> expected(String key, JsonNode answer) {
        List<Place> expected = new ArrayList<>();
        for (JsonNode place : answer) {
            long millis = place.get("timestamp").asLong();
            double recorded = place.get("value").isNull()
                    ? Double.NaN
                    : place.get("value").asDouble();
            expected.add(new Place(millis, CORRECTED.getOrDefault(key, Map.of()).getOrDefault(millis, recorded)));
        }
        return expected;
    }

    @Test
    void refusesMorePlacesThanFit() throws IOException {
        Samples none = store.samples().numbers(1, 0, 1, 1);
        assertThatThrownBy(() -> Grid.of(DataType.FLOAT, 1, 0, Grid.MAX_PLACES, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask for a shorter time");
        assertThat(Grid.of(DataType.FLOAT, 1, 1, Grid.MAX_PLACES, none).size()).isEqualTo(Grid.MAX_PLACES);
    }

    @Test
    void roundsToTenDecimalsAndShowsNothingThatIsNoNumber() throws IOException {
        SampleRows rows = new SampleRows(10);
        rows.add(1, FIRST, 2.0 / 3);
        rows.add(1, FIRST + INTERVAL, Double.POSITIVE_INFINITY);
        rows.add(1, FIRST + 2 * INTERVAL, 1e300);
        store.samples().append(rows);
        Samples samples = store.samples().numbers(1, 0, Long.MAX_VALUE, 10);
        Grid grid = Grid.of(DataType.FLOAT, INTERVAL, FIRST, FIRST + 2 * INTERVAL, samples);
        assertThat(places(grid)).extracting(Place::value).containsExactly(0.6666666667, Double.NaN, 1e300);
    }
}
