package io.puypuy.app;

import static io.puypuy.app.Installed.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.puypuy.app.Installed.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any instant loses no point of a cycle that had ended, and doubles none. */
final class KilledDaemonIT {
    private static final int KILLS = 4;
    private static final long WINDOW_MILLIS = 40_000;
    /** Shorter than a run, so that two runs are never summed up. */
    private static final int STEP_MILLIS = 10;

    @Test
    void nothingIsMissingAndNothingIsThereTwice(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Installed puypuy = Installed.in(folder)) {
            Path witness = folder.resolve("witness");
            addWitness(puypuy, witness);
            long begin = System.currentTimeMillis();
            // The run at whose moment the daemon was killed: nobody can say whether its cycle had ended.
            Set<Long> underWay = new HashSet<>();
            for (int kill = 0; kill < KILLS; kill++) {
                puypuy.start();
                awaitRunsAndInstant(witness, random.nextInt(1000));
                puypuy.kill();

                Ended status = puypuy.puypuy("status");
                assertThat(status.code()).as(status.text()).isEqualTo(1);
                assertThat(status.text()).contains("it ended without having been stopped");
                underWay.add(lines(witness));
            }
            Ended started = puypuy.puypuy("start");
            assertThat(started.code()).as(started.text()).isZero();
            assertThat(started.text()).contains("puypuy.pid was left behind by process");

            Set<Long> surely = new TreeSet<>(
                    LongStream.rangeClosed(1, lines(witness) - 1).boxed().toList());
            surely.removeAll(underWay);
            await("every run is in the store; seed " + seed)
                    .untilAsserted(() -> assertThat(stored(puypuy, begin)).containsAll(surely));
            // The sum of a run that is there twice is no number of a run, or one that is there already.
            assertThat(stored(puypuy, begin)).doesNotHaveDuplicates().allMatch(run -> run <= lines(witness));
            assertThat(puypuy.puypuy("stop").code()).isZero();
        }
    }

    /** A script whose value is the number of its run, which it tells here before the daemon hears of it. */
    private static void addWitness(Installed puypuy, Path witness) throws IOException {
        puypuy.addScript(
                "check_witness.sh",
                "#!/bin/sh\necho run >> '" + witness + "'\necho witness_runs $(wc -l < '" + witness
                        + "') test stack\n");
    }

    private static void awaitRunsAndInstant(Path witness, int millis) {
        long before = lines(witness);
        await("two runs").until(() -> lines(witness) >= before + 2);
        // No wait for a condition: the instant of the kill is to be any of a period.
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }

    private static long lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The numbers of the runs that the store has, in the order of their times. */
    private static List<Long> stored(Installed puypuy, long begin) throws IOException, InterruptedException {
        List<Long> runs = new ArrayList<>();
        for (long from = begin; from < System.currentTimeMillis(); from += WINDOW_MILLIS) {
            JsonNode answer = puypuy.ask("query?metric=witness_runs&agg=sum&step=" + STEP_MILLIS + "&from=" + from
                    + "&to=" + (from + WINDOW_MILLIS));
            for (JsonNode series : answer.path("series")) {
                for (JsonNode value : series.path("values")) {
                    if (!value.isNull()) {
                        runs.add(value.asLong());
                    }
                }
            }
        }
        return runs;
    }
}
