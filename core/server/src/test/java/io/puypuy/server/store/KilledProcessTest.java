package io.puypuy.server.store;

import static io.puypuy.server.store.StorePoints.LOAD;
import static io.puypuy.server.store.StorePoints.ramp;
import static io.puypuy.server.store.StorePoints.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
    private static final int BATCH = 100;
    private static final int WANTED_BATCHES = 30;

    /** Appends batches for ever, and says how many are stored. */
    static final class Appender {
        private Appender() {}

        public static void main(String[] arguments) throws IOException {
            long start = Long.parseLong(arguments[1]);
            StoreSettings settings = new StoreSettings(Path.of(arguments[0]), 30, StoreSettings.DEFAULT_MAX_BYTES);
            PrintStream out = System.out;
            try (QuestStore store = QuestStore.open(settings)) {
                SampleRows rows = new SampleRows(BATCH);
                for (int batch = 0; batch < Integer.MAX_VALUE; batch++) {
                    List<DataPoint> points = ramp(series(LOAD, "0"), start + batch * (BATCH * 1000L), 1000, BATCH);
                    store.append(points);
                    rows.clear();
                    for (int i = 0; i < BATCH; i++) {
                        rows.add(1, start + (batch * BATCH + i) * 1000L, (long) i);
                    }
                    rows.add(2, start + batch * 1000L, "batch " + batch);
                    store.samples().append(rows);
                    out.println(batch + 1);
                    out.flush();
                }
            }
        }
    }

    @Test
    void losesNothingThatWasStored(@TempDir Path folder) throws Exception {
        long start = System.currentTimeMillis() / 1000 * 1000 - TimeUnit.DAYS.toMillis(2);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        folder.toString(),
                        Long.toString(start))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int stored = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // QuestDB must not say anything here, so each line is a number.
                stored = Math.max(stored, Integer.parseInt(line));
                if (stored == WANTED_BATCHES) {
                    // Not the process's own method, which would close the stream under our hands.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stored).isGreaterThanOrEqualTo(WANTED_BATCHES);

        try (QuestStore store = QuestStore.open(new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES))) {
            long end = start + (long) WANTED_BATCHES * BATCH * 1000;
            Query query = new Query(LOAD.name(), new Window(start, end, Optional.of(1000L), Aggregate.LAST), Map.of());
            double[] values =
                    store.query(query).orElseThrow().series().get(0).steps().values();
            assertThat(values).hasSize(WANTED_BATCHES * BATCH);
            assertThat(Arrays.stream(values).filter(Double::isNaN)).isEmpty();
            assertThat(store.samples().count(1, start, end)).isEqualTo(WANTED_BATCHES * BATCH);
            assertThat(store.samples().lastMillis(1).orElseThrow()).isGreaterThanOrEqualTo(end - 1000);
            assertThat(store.samples().texts(2, start, start + WANTED_BATCHES * 1000L, 100))
                    .hasSize(WANTED_BATCHES);
        }
    }
}
