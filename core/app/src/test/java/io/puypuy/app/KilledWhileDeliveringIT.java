package io.puypuy.app;

import static io.puypuy.app.Installed.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBooks;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolFiles;
import io.puypuy.engine.spool.SpoolListing;
import io.puypuy.engine.spool.SpooledBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon is killed a hundred times at random instants while it delivers to a receiver that is slow and fails at
 * random. What was reported, which is to say that its cycle had ended and its batch was written, arrives as it was.
 */
final class KilledWhileDeliveringIT {
    private static final int KILLS = 100;
    private static final int PARTS = 30;
    /** Of a period and a half: the cycle of a run has ended when the next one begins, and its batch is written soon. */
    private static final long SURE_MILLIS = 1500;

    private static final Pattern LINE = Pattern.compile(
            "killed_runs,(?:\\w+=[^, ]+,)*part=(\\d+)(?:,\\w+=[^, ]+)* value=(\\d+)(?:\\.0)? (\\d{13})");

    private static final SpoolBooks NO_BOOKS = new SpoolBooks() {
        @Override
        public void found(long points) {}

        @Override
        public void dropped(long points) {}

        @Override
        public void onDisk(long files, long bytes) {}
    };

    private Path folder;
    private Path witness;
    private Installed puypuy;
    private Path spool;

    /**
     * One life of the daemon.
     *
     * @param first number of its first run
     * @param last number of its last one, smaller than the first if there was none
     * @param left what was in the spool afterwards
     * @param requests how many the receiver had stored by then
     */
    private record Life(int first, int last, long endMillis, List<String> left, int requests) {}

    @Test
    void everyReportedPointArrivesAsItWas(@TempDir Path folder) throws Exception {
        this.folder = folder;
        witness = Files.createFile(folder.resolve("witness"));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Installed installed = Installed.in(folder);
                MoodyReceiver receiver = new MoodyReceiver(seed)) {
            puypuy = installed;
            spool = installed.home.resolve("var/spool/default-influxdb");
            configure(receiver);
            List<Life> lives = new ArrayList<>();
            for (int i = 0; i < KILLS; i++) {
                lives.add(livedUntilKilled(receiver, random));
            }
            receiver.calm();
            lives.add(lastLife(receiver));

            assertAllArrived(lives, receiver.lines(), seed);
            assertKillsStruck(lives, receiver);
        }
    }

    private Life livedUntilKilled(MoodyReceiver receiver, Random random) throws IOException, InterruptedException {
        int before = runs().size();
        Process daemon = run();
        awaitInstant(daemon, random, before);
        long end = System.currentTimeMillis();
        daemon.destroyForcibly().waitFor();
        awaitOrphans();
        return new Life(before + 1, runs().size(), end, waiting(), receiver.requests());
    }

    private void assertAllArrived(List<Life> lives, Map<String, List<Integer>> stored, long seed) {
        Map<Integer, Set<Integer>> parts = partsOfRuns(stored.keySet());
        for (int i = 0; i < lives.size(); i++) {
            Life life = lives.get(i);
            assertThat(missing(life, parts))
                    .as("seed %d: lost runs of life %d", seed, i)
                    .isEmpty();
            assertThat(life.left)
                    .filteredOn(line -> !stored.containsKey(line) || last(stored.get(line)) < life.requests)
                    .as("seed %d: was in the spool after life %d and did not arrive later", seed, i)
                    .isEmpty();
        }
        assertThat(spool.resolve("damaged")).doesNotExist();
        assertThat(spool.resolve("rejected")).doesNotExist();
    }

    /** Else the kills would not have met what they are for. */
    private static void assertKillsStruck(List<Life> lives, MoodyReceiver receiver) {
        assertThat(lives).filteredOn(life -> !life.left.isEmpty()).hasSizeGreaterThan(KILLS / 4);
        assertThat(receiver.lines().values())
                .filteredOn(times -> times.size() > 1)
                .hasSizeGreaterThan(PARTS);
        assertThat(receiver.failures()).isGreaterThan(KILLS / 4);
    }

    private static int last(List<Integer> times) {
        return times.get(times.size() - 1);
    }

    private void configure(MoodyReceiver receiver) throws IOException {
        try (DirectoryStream<Path> enabled =
                Files.newDirectoryStream(puypuy.home.resolve("checks_enabled"), "check_*")) {
            for (Path check : enabled) {
                Files.delete(check);
            }
        }
        puypuy.write(
                "conf/config.ini",
                "[SelfConfig]\ncheck_period_seconds = 1\nown_metrics = no\n[TSDB]\ntsdtype = InfluxDB\ndatabase = x\n"
                        + "max_batch_points = 20\naddress = " + receiver.uri() + "\n");
        // A script outlives the daemon for a moment; a number is given once all the same.
        puypuy.addScript(
                "check_killed.sh",
                "#!/bin/sh\nexec 9>>'" + witness + ".lock'; flock 9\nn=$(($(wc -l < '" + witness + "') + 1))\n"
                        + "echo \"$n $(date +%s%3N)\" >> '" + witness + "'\n"
                        + "seq 1 " + PARTS + " | sed \"s/.*/killed_runs $n test stack part=&/\"\n");
    }

    /** When each run began, in milliseconds since 1970. */
    private List<Long> runs() {
        try {
            return Files.readAllLines(witness).stream()
                    .map(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Process run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(puypuy.launcher(), "run").redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PUYPUY_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.redirectOutput(folder.resolve("output").toFile()).start();
    }

    /** Any instant from the start on, or of the two cycles after the first run. */
    private void awaitInstant(Process daemon, Random random, int before) throws InterruptedException {
        int millis = random.nextInt(900);
        if (random.nextBoolean()) {
            Awaitility.await("a run")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> runs().size() > before);
            millis = random.nextInt(1700);
        }
        assertThat(daemon.waitFor(millis, TimeUnit.MILLISECONDS))
                .as("the daemon ended by itself")
                .isFalse();
    }

    /** A script goes on for a moment, and its run belongs to the life that is over. */
    private void awaitOrphans() {
        await("the end of the script").until(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains(puypuy.home.toString())));
    }

    /** All points in the spool, read from a copy. */
    private List<String> waiting() throws IOException {
        List<String> lines = new ArrayList<>();
        if (!Files.exists(spool)) {
            return lines;
        }
        Path copy = Files.createTempDirectory(folder, "copy");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(spool, "*.batch")) {
            for (Path file : files) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Spool read = new Spool(copy, SpoolBounds.of(100_000, 1L << 40), SpoolFiles.disk(), InstantSource.system());
        read.open(NO_BOOKS);
        for (SpooledBatch batch = read.oldest(); batch != null; batch = read.oldest()) {
            EncodedPoints points = read.read(batch);
            assertThat(points).as("a file of the spool is torn").isNotNull();
            for (int i = 0; i < points.count(); i++) {
                lines.add(new String(points.point(i), StandardCharsets.UTF_8));
            }
            read.remove(batch);
        }
        return lines;
    }

    /** Sends all that is left, and ends in order. */
    private Life lastLife(MoodyReceiver receiver) throws Exception {
        int before = runs().size();
        Process daemon = run();
        await("all is sent")
                .until(() -> runs().size() > before + 1
                        && SpoolListing.read(spool, 0).points() == 0);
        long end = System.currentTimeMillis();
        daemon.destroy();
        assertThat(daemon.waitFor()).isZero();
        assertThat(SpoolListing.read(spool, 0).points()).isZero();
        return new Life(before + 1, runs().size(), end, List.of(), receiver.requests());
    }

    /** The parts of each run that are there; every line is one that was reported, and the same each time it came. */
    private Map<Integer, Set<Integer>> partsOfRuns(Set<String> lines) {
        Map<Integer, Set<Integer>> parts = new HashMap<>();
        List<Long> runs = runs();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as("torn or foreign: \"%s\"", line).isTrue();
            int run = Integer.parseInt(matcher.group(2));
            int part = Integer.parseInt(matcher.group(1));
            assertThat(run).as(line).isBetween(1, runs.size());
            assertThat(part).as(line).isBetween(1, PARTS);
            assertThat(Long.parseLong(matcher.group(3)) - runs.get(run - 1))
                    .as(line)
                    .isBetween(-1000L, 10_000L);
            assertThat(parts.computeIfAbsent(run, first -> new HashSet<>()).add(part))
                    .as("came in two forms: \"%s\"", line)
                    .isTrue();
        }
        return parts;
    }

    /** Runs of which something is missing, although their batch was written. */
    private List<Integer> missing(Life life, Map<Integer, Set<Integer>> parts) {
        List<Long> runs = runs();
        List<Integer> missing = new ArrayList<>();
        boolean isLast = true;
        for (int run = life.last; run >= life.first; run--) {
            Set<Integer> there = parts.getOrDefault(run, Set.of());
            boolean mayBeCut = isLast && life.endMillis - runs.get(run - 1) < SURE_MILLIS;
            if (there.size() < PARTS && !(mayBeCut && isBegin(there))) {
                missing.add(run);
            }
            isLast &= there.isEmpty();
        }
        return missing;
    }

    /** A run that lasts longer than its cycle comes in two batches. */
    private static boolean isBegin(Set<Integer> parts) {
        return parts.stream().allMatch(part -> part <= parts.size());
    }
}
