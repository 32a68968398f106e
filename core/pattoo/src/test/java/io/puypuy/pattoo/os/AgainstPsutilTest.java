package io.puypuy.pattoo.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.puypuy.engine.read.ProcAndSys;
import io.puypuy.engine.script.ProgramRunner;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.testkit.server.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Compares the collector on this machine with what Python's psutil reads at the same time, as pattoo's own agents do. */
final class AgainstPsutilTest {
    private static final ProcAndSys FILES = new ProcAndSys(Path.of("/proc"), Path.of("/sys"));
    private static final ProgramRunner PROGRAMS = new ProgramRunner(System.getenv());
    // A memory or disk that others use moves between two readings.
    private static final double SHARE = 0.02;

    /** Values by key and part, in order, and the metadata. */
    private record Psutil(Map<String, String> metadata, Map<String, Double> values) {}

    private static Psutil psutil() throws Exception {
        Path script = Path.of(Objects.requireNonNull(AgainstPsutilTest.class.getResource("/os/psutil-reading.py"))
                .toURI());
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, Double> values = new LinkedHashMap<>();
        for (String line : python(script).lines().toList()) {
            String[] words = line.split("\t", -1);
            if (words[0].equals("metadata")) {
                metadata.put(words[1], words[2]);
            } else {
                values.put((words[0] + " " + words[2]).strip(), Double.valueOf(words[1]));
            }
        }
        return new Psutil(metadata, values);
    }

    private static String python(Path script) throws Exception {
        try {
            var printed = PROGRAMS.run(List.of("/usr/bin/python3", script.toString()), Duration.ofSeconds(20), 1 << 20);
            if (printed.exitCode() == 0) {
                return printed.out();
            }
            throw Requirement.missing("psutil: apt-get install python3-psutil: " + printed.err());
        } catch (IOException noPython) {
            throw Requirement.missing("python3: apt-get install python3-psutil: " + noPython);
        }
    }

    private static Map<String, Reading> byKey(Snapshot snapshot) {
        Map<String, Reading> byKey = new LinkedHashMap<>();
        for (Reading reading : snapshot.readings()) {
            StringJoiner part = new StringJoiner(" ").add(reading.key());
            reading.part().before().forEach(entry -> part.add(entry.value()));
            reading.part().after().forEach(entry -> part.add(entry.value()));
            byKey.put(part.toString(), reading);
        }
        return byKey;
    }

    @Test
    void readsTheSameMetricsInTheSameOrderWithTheSameValues() throws Exception {
        HostFacts host = HostFacts.read(FILES, PROGRAMS, "here");
        try (OsCollector collector = new OsCollector(FILES, host, Clock.systemUTC())) {
            // Interfaces and mounts of others may come and go meanwhile.
            await().atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ofMillis(1200))
                    .untilAsserted(() -> compare(collector));
        }
    }

    private static void compare(OsCollector collector) throws Exception {
        Snapshot before = collector.collect();
        Psutil psutil = psutil();
        Snapshot after = collector.collect();
        assertThat(after.failing()).isEmpty();
        assertThat(psutil.metadata())
                .isEqualTo(Map.of(
                        "release", after.host().release(),
                        "version", after.host().version(),
                        "processor", after.host().processor(),
                        "type", after.host().type(),
                        "cpus", String.valueOf(after.cpus())));
        Map<String, Reading> first = byKey(before);
        Map<String, Reading> last = byKey(after);
        assertThat(last.keySet()).containsExactlyElementsOf(psutil.values().keySet());
        assertThat(first.keySet()).containsExactlyElementsOf(psutil.values().keySet());
        double memory = value("memory_total", last);
        psutil.values().forEach((key, theirs) -> {
            double low = value(key, first);
            double high = value(key, last);
            if (key.startsWith("cpu_") && !key.startsWith("cpu_frequency")) {
                compareProcessors(key, theirs, low, high);
            } else if (key.startsWith("memory_") || key.startsWith("swap_memory_")) {
                double whole = key.endsWith("_percent") ? 100 : memory;
                assertThat(high).as(key).isCloseTo(theirs, within(whole * SHARE));
            } else if (Objects.requireNonNull(last.get(key)).type() == DataType.COUNTER64) {
                assertThat(theirs).as(key).isBetween(low, high);
            } else if (key.endsWith("_total") || key.contains("_total ")) {
                assertThat(high).as(key).isEqualTo(theirs);
            } else {
                // Other tests start and end processes.
                double slack = key.startsWith("process_") ? 20 : 2;
                assertThat(high).as(key).isCloseTo(theirs, within(slack + theirs * SHARE));
            }
        });
        assertShares(after);
    }

    private static double value(String key, Map<String, Reading> readings) {
        return Objects.requireNonNull(readings.get(key)).value().doubleValue();
    }

    private static void compareProcessors(String key, double theirs, double low, double high) {
        if (key.startsWith("cpu_times_percent_")) {
            assertThat(high).as(key).isBetween(0.0, 100.0);
        } else if (key.equals("cpu_times_idle") || key.equals("cpu_times_iowait")) {
            // The kernel corrects them at times.
            assertThat(theirs).as(key).isBetween(low - 1, high + 1);
        } else {
            assertThat(theirs).as(key).isBetween(low, high);
        }
    }

    // Eight columns exclude each other, the last two are parts of others.
    private static void assertShares(Snapshot snapshot) {
        double sum = snapshot.readings().stream()
                .filter(reading -> reading.key().startsWith("cpu_times_percent_"))
                .limit(8)
                .mapToDouble(reading -> reading.value().doubleValue())
                .sum();
        assertThat(sum).isCloseTo(100, within(0.5));
    }
}
