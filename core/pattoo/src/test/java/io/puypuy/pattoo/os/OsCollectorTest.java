package io.puypuy.pattoo.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.read.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OsCollectorTest {
    private static final HostFacts HOST = new HostFacts("6.1", "#1", "", "Linux", "board.example.org");
    private static final Space SPACE = new Space(1000, 600, 500);

    private final SetClock clock = new SetClock(1_800_000_000_000L);
    private final Path tree;

    OsCollectorTest(@TempDir Path folder) {
        tree = folder;
    }

    @BeforeEach
    void copyTree() throws Exception {
        Trees.copy("board", tree);
    }

    private OsCollector collector() throws IOException {
        return new OsCollector(Trees.files(tree), HOST, clock, mountPoint -> SPACE);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(tree.resolve("proc").resolve(file), text);
    }

    private void replace(String file, String old, String now) throws IOException {
        String text = Files.readString(tree.resolve("proc").resolve(file));
        assertThat(text).contains(old);
        write(file, text.replace(old, now));
    }

    private static List<String> lines(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        for (Reading reading : snapshot.readings()) {
            StringJoiner line = new StringJoiner(" ")
                    .add(reading.key())
                    .add(String.valueOf(reading.type().code()))
                    .add(reading.value().toString());
            reading.part().before().forEach(entry -> line.add(entry.value()));
            reading.part().after().forEach(entry -> line.add(entry.value()));
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<String> keys(Snapshot snapshot) {
        return snapshot.readings().stream().map(Reading::key).toList();
    }

    @Test
    void readsEverySourceInPattoosOrder() throws Exception {
        try (OsCollector collector = collector()) {
            Snapshot snapshot = collector.collect();
            assertThat(snapshot.cpus()).isEqualTo(4);
            assertThat(snapshot.failing()).isEmpty();
            assertThat(lines(snapshot)).isEqualTo(Files.readAllLines(tree.resolve("expected.txt")));
        }
    }

    @Test
    void sharesOfProcessorTimeAreThoseSinceTheCollectionBefore() throws Exception {
        try (OsCollector collector = collector()) {
            // 100 ticks, of which guests used 10 that are in those of user.
            replace("stat", "cpu  1000 20 300 9000 50 0 7 0", "cpu  1030 20 310 9060 45 0 7 0 10 0");
            clock.advance(5000);
            assertThat(keys(collector.collect())).doesNotContain("cpu_times_percent_user");
            replace("stat", "cpu  1030 20 310 9060 45 0 7 0 10 0", "cpu  1060 20 320 9119 40 0 8 0 20 0");
            clock.advance(5000);
            assertThat(lines(collector.collect()))
                    .contains(
                            "cpu_times_percent_user 101 30.0",
                            "cpu_times_percent_system 101 10.0",
                            "cpu_times_percent_idle 101 59.0",
                            // Fell by itself.
                            "cpu_times_percent_iowait 101 0.0",
                            "cpu_times_percent_softirq 101 1.0",
                            "cpu_times_percent_guest 101 10.0");
            replace("stat", "cpu  1060 20 320 9119", "cpu  10 20 320 9119");
            clock.advance(5000);
            assertThat(keys(collector.collect())).contains("cpu_times_user").doesNotContain("cpu_times_percent_user");
        }
    }

    @Test
    void sharesOfLessThanASecondAreLeftOutOrTakenSinceTheCollectionBeforeThat() throws Exception {
        try (OsCollector collector = collector()) {
            replace("stat", "cpu  1000 20 300 9000", "cpu  1010 20 300 9010");
            clock.advance(200);
            assertThat(keys(collector.collect())).doesNotContain("cpu_times_percent_user");
            replace("stat", "cpu  1010 20 300 9010", "cpu  1030 20 300 9070");
            clock.advance(800);
            assertThat(lines(collector.collect())).contains("cpu_times_percent_user 101 30.0");
            replace("stat", "cpu  1030 20 300 9070", "cpu  1030 20 300 9130");
            clock.advance(200);
            assertThat(lines(collector.collect())).contains("cpu_times_percent_user 101 18.8");
        }
    }

    @Test
    void sourceThatCannotBeReadCostsItsOwnValuesOnly() throws Exception {
        write("loadavg", "");
        Files.delete(tree.resolve("proc/vmstat"));
        write("net/dev", "no table");
        try (OsCollector collector = collector()) {
            Snapshot snapshot = collector.collect();
            assertThat(keys(snapshot))
                    .contains("process_count", "cpu_times_user", "memory_total", "disk_io_busy_time")
                    .noneMatch(key -> key.startsWith("load_") || key.contains("_sin") || key.startsWith("network_"));
            assertThat(snapshot.failing()).containsOnlyKeys("/proc/loadavg", "/proc/vmstat", "/proc/net/dev");
            assertThat(collector.failures()).isEqualTo(3);
            write("loadavg", "1.00 2.00 3.00 1/2 3\n");
            assertThat(collector.collect().failing()).containsOnlyKeys("/proc/vmstat", "/proc/net/dev");
        }
    }

    @Test
    void leavesOutTheClockOfProcessorsThatDoNotTellIt() throws Exception {
        Path driver = tree.resolve("sys/devices/system/cpu/cpufreq");
        for (String policy : List.of("policy0", "policy2")) {
            Files.writeString(driver.resolve(policy).resolve("scaling_cur_freq"), "<unknown>\n");
        }
        try (OsCollector collector = collector()) {
            assertThat(keys(collector.collect())).doesNotContain("cpu_frequency");
        }
    }

    @Test
    void takesTheClockOfTheCoresWhereTheyHaveOne() throws Exception {
        write("cpuinfo", "processor\t: 0\ncpu MHz\t\t: 1000.500\nprocessor\t: 1\ncpu MHz\t\t: 2000.500\n");
        try (OsCollector collector = collector()) {
            assertThat(lines(collector.collect())).contains("cpu_frequency 101 1500.5");
        }
    }

    @Test
    void sumsMemoryUpWhereTheNumbersOfTheKernelAgree() throws Exception {
        replace("meminfo", "MemAvailable:    1100000 kB", "MemAvailable:     800000 kB");
        replace(
                "meminfo",
                "Cached:           350000 kB",
                "Cached:           150000 kB\nSReclaimable: 50000 kB\nSlab: 60000 kB");
        replace("meminfo", "SwapTotal:        400000 kB\nSwapFree:         300001", "SwapTotal: 0 kB\nSwapFree: 0");
        try (OsCollector collector = collector()) {
            assertThat(lines(collector.collect()))
                    .contains(
                            "memory_available 99 819200000",
                            "memory_percent 99 20.0",
                            "memory_used 99 102400000",
                            "memory_cached 99 204800000",
                            "memory_slab 99 61440000",
                            "swap_memory_percent 99 0.0");
        }
    }

    @Test
    void leavesOutTheSwapInUseWhereMoreOfItIsFreeThanThereIs() throws Exception {
        replace("meminfo", "SwapTotal:        400000 kB\nSwapFree:         300001", "SwapTotal: 0 kB\nSwapFree: 1024");
        try (OsCollector collector = collector()) {
            Snapshot snapshot = collector.collect();
            assertThat(lines(snapshot)).contains("swap_memory_free 99 1048576");
            assertThat(keys(snapshot)).doesNotContain("swap_memory_used", "swap_memory_percent");
        }
    }

    @Test
    void mountThatHangsCostsItsOwnValuesOnly() throws Exception {
        CompletableFuture<Space> never = new CompletableFuture<>();
        Volumes volumes = mountPoint -> mountPoint.equals("/tank") ? never.join() : SPACE;
        try (OsCollector collector = new OsCollector(Trees.files(tree), HOST, clock, volumes)) {
            for (int i = 1; i <= 3; i++) {
                long begin = System.nanoTime();
                Snapshot snapshot = collector.collect();
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
                assertThat(snapshot.failing()).containsOnlyKeys("/tank");
                assertThat(lines(snapshot))
                        .noneMatch(line -> line.contains("/tank"))
                        .anyMatch(line -> line.contains("/media/my disk"))
                        .anyMatch(line -> line.startsWith("network_io_"));
                assertThat(collector.failures()).isEqualTo(i);
            }
        } finally {
            never.complete(SPACE);
        }
    }

    @Test
    void followsMountsAndProcessorsThatComeAndGo() throws Exception {
        try (OsCollector collector = collector()) {
            collector.collect();
            write("self/mounts", "/dev/sdb1 /mnt ext4 ro 0 0\n");
            replace("stat", "cpu3 250 5 75 2250 13 0 1 0\n", "");
            Snapshot snapshot = collector.collect();
            assertThat(snapshot.cpus()).isEqualTo(3);
            assertThat(snapshot.readings().stream()
                            .filter(reading -> reading.part().kind() == Part.Kind.FILE_SYSTEM)
                            .map(reading -> reading.part().before().get(1).value()))
                    .containsOnly("/mnt")
                    .hasSize(4);
        }
    }

    @Test
    void refusesToBeginWithoutTheProcessors() throws Exception {
        write("stat", "ctxt 5\n");
        assertThatThrownBy(this::collector)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected lines cpu, cpu0");
    }

    @Test
    void factsAreThoseOfTheKernel() throws Exception {
        assertThat(HostFacts.read(Trees.files(tree), program("x86_64\n"), "board"))
                .isEqualTo(new HostFacts("6.1.21-v8+", "#1642 SMP PREEMPT", "x86_64", "Linux", "board"));
        assertThat(HostFacts.read(Trees.files(tree), program("unknown\n"), "board")
                        .processor())
                .isEmpty();
    }

    private static Programs program(String output) {
        return (command, timeout, maxBytes) -> {
            assertThat(command).containsExactly("uname", "-p");
            return new Programs.Output(0, output, "");
        };
    }
}
