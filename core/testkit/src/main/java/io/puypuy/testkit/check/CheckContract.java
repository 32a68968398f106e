package io.puypuy.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Alert;
import io.puypuy.api.Check;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds for every check: each of its recorded cases gives the expected points, and its README, its section in
 * {@code conf/} and its cases agree with its code. Extended by the test of the check, which runs in its folder. Of a check
 * whose metrics get their names from settings, only those in the table of its README are compared.
 */
public abstract class CheckContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path CASES = Path.of("src/test/resources/testcases");
    private static final Path WRITTEN = Path.of("target/testcases");
    private static final Path CONF = Path.of("../../conf");
    private static final String PORT = "@PORT@";
    private static final Pattern NAME_AND_TAGS =
            Pattern.compile("(?m)^(\\w+)(?:\\{(.*?)\\})? \\S+ \\S+ \\S+ \\S+ -?\\d$");

    /**
     * A new instance, not yet configured.
     *
     * @param tree for what the check reads elsewhere than below /proc and /sys
     */
    protected abstract Check newCheck(RecordedTree tree);

    /**
     * What stands for the server of a case whose {@code check.ini} has {@code @PORT@}: it answers over HTTP with the files of
     * the run, unless overridden.
     */
    protected PeerBehaviour server(RecordedTree tree) {
        return new RecordedHttp(tree);
    }

    @TestFactory
    Stream<DynamicTest> testcases() throws IOException {
        return folders().stream()
                .map(folder -> DynamicTest.dynamicTest(
                        String.valueOf(folder.getFileName()), folder.toUri(), () -> runsAsExpected(folder)));
    }

    private void runsAsExpected(Path folder) throws IOException, InterruptedException {
        CheckCase expected = CheckCase.read(folder);
        RecordedTree tree = new RecordedTree();
        List<CheckCase.Run> actual;
        if (expected.ini().contains(PORT)) {
            try (FaultyTcpPeer peer = FaultyTcpPeer.start(server(tree))) {
                actual = runs(expected, expected.ini().replace(PORT, Integer.toString(peer.port())), tree);
            }
        } else {
            actual = runs(expected, expected.ini(), tree);
        }
        String text = CheckCase.text(actual);
        Path written = WRITTEN.resolve(expected.name()).resolve("expected.points");
        Files.createDirectories(written.getParent());
        Files.writeString(written, text);
        assertThat(text)
                .as("points of %s (written to %s)", expected.name(), written)
                .isEqualTo(CheckCase.text(expected.runs()));
    }

    private List<CheckCase.Run> runs(CheckCase expected, String ini, RecordedTree tree) throws InterruptedException {
        Check check = newCheck(tree);
        List<CheckCase.Run> actual = new ArrayList<>();
        try (CheckDriver driver = CheckDriver.of(check, ini, tree)) {
            List<Metric> declared = check.metrics();
            Instant time = START;
            for (CheckCase.Run run : expected.runs()) {
                time = time.plus(run.after());
                tree.enter(expected.runFolder(run));
                CheckResult result = driver.run(time);
                assertThat(result.points())
                        .as("only metrics that the check declares")
                        .allMatch(point -> declared.isEmpty()
                                || MetricPatterns.declares(
                                        declared, point.series().metric()));
                actual.add(actual(run, result));
            }
        }
        return actual;
    }

    private static CheckCase.Run actual(CheckCase.Run expected, CheckResult result) {
        TreeSet<String> lines = new TreeSet<>();
        for (DataPoint point : result.points()) {
            assertThat(lines.add(PointText.of(point)))
                    .as("sent twice: %s", point)
                    .isTrue();
        }
        for (Alert alert : result.alerts()) {
            lines.add(PointText.of(alert));
        }
        return new CheckCase.Run(expected.number(), expected.after(), outcome(expected, result.outcome()), lines);
    }

    // An expected message is a part of the whole one, which has paths of this machine.
    private static String outcome(CheckCase.Run expected, Job.Outcome outcome) {
        if (outcome.state() == JobStatus.State.OK) {
            return "";
        }
        String word = outcome.state() == JobStatus.State.NOTHING ? "nothing: " : "failed: ";
        boolean asExpected = expected.outcome().startsWith(word)
                && outcome.message().contains(expected.outcome().substring(word.length()));
        return asExpected ? expected.outcome() : word + outcome.message();
    }

    @Test
    void readmeShowsTheSettingsAsShipped() throws IOException {
        String section = newCheck(new RecordedTree()).section();
        assertThat(Readme.read(Path.of("")).settings()).isEqualTo(Readme.shippedSection(CONF, section));
    }

    @Test
    void shippedSettingsHaveNoFault() throws IOException {
        Check check = newCheck(new RecordedTree());
        assertThat(CheckDriver.faults(check, Readme.shippedSection(CONF, check.section())))
                .isEmpty();
    }

    @Test
    void readmeListsTheMetrics() throws IOException {
        Check check = newCheck(new RecordedTree());
        CheckDriver.of(check, "").close();
        if (!check.metrics().isEmpty()) {
            assertThat(Readme.read(Path.of("")).metrics())
                    .isEqualTo(check.metrics().stream().map(Readme::row).toList());
        }
    }

    @Test
    void casesHaveEveryMetricWithTheTagsOfTheReadme() throws IOException {
        Map<String, Set<String>> expected = Readme.read(Path.of("")).tags();
        Map<String, Set<String>> seen = new TreeMap<>();
        for (Path folder : folders()) {
            Matcher line = NAME_AND_TAGS.matcher(Files.readString(folder.resolve("expected.points")));
            while (line.find()) {
                String metric = MetricPatterns.declared(expected.keySet(), line.group(1));
                Set<String> tags = seen.computeIfAbsent(metric, name -> new TreeSet<>());
                if (line.group(2) != null) {
                    Stream.of(line.group(2).split(", ")).forEach(tag -> tags.add(tag.substring(0, tag.indexOf('='))));
                }
            }
        }
        if (newCheck(new RecordedTree()).metrics().isEmpty()) {
            seen.keySet().retainAll(expected.keySet());
        }
        assertThat(seen).isEqualTo(expected);
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }
}
