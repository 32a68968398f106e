package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.engine.read.Readings;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class OnceCommandTest {
    private static final String REPLY = "1\n  2\n3\npass open sesame 5\n6\n7\n8";
    private static final Origin HERE = new Origin("h", "c", "", "");

    private Path home;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Readings readings = new Readings();

    @BeforeEach
    void install(@TempDir Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve("checks_available/check_a"));
        Files.createDirectories(home.resolve("checks_enabled"));
        Files.createSymbolicLink(home.resolve("checks_enabled/check_a"), Path.of("../checks_available/check_a"));
        Files.createDirectories(home.resolve("conf"));
    }

    private int once(String... arguments) {
        return once(this::jobs, arguments);
    }

    private OnceCommand.Made jobs(Installation installation, List<String> names) {
        List<Job> jobs = new ArrayList<>(List.of(new Counting("check_a", readings), new Failing("check_b")));
        jobs.removeIf(job -> !names.isEmpty() && !names.contains(job.name()));
        return new OnceCommand.Made(jobs, List.of(), List.of(), List.of("open sesame"), readings, () -> {});
    }

    private int once(OnceCommand.Maker jobs, String... arguments) {
        Installation installation = new Installation(home, home.resolve("bin/puypuy"), home, Map.of());
        CommandLine line = new CommandLine(new OnceCommand(installation, jobs, Clock.systemUTC()));
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.append(failure.getMessage());
            return 1;
        });
        return line.execute(arguments);
    }

    @Test
    void printsThePointsOfTheSecondRunAndWhatFailed() {
        assertThat(once("--interval", "1ms")).isEqualTo(1);
        assertThat(out.toString().lines()).containsExactly("runs 2 name=x system");
        assertThat(err.toString()).contains("check_b: IOException: no such server");
    }

    @Test
    void explainsWhatWasReadBesideWhatWouldBeSent() {
        assertThat(once("--interval", "1ms", "--explain")).isEqualTo(1);

        assertThat(out.toString().lines().map(line -> line.replaceAll("[0-9.]+ ms$", "5 ms")))
                .containsExactly(
                        "check_a",
                        "  read in the first run only GET http://a/1?key=***: answered 200, 0 bytes, 5 ms",
                        "  read GET http://a/2?key=***: answered 200, 32 bytes, 5 ms",
                        "    | 1",
                        "    |   2",
                        "    | 3",
                        "    | pass *** 5",
                        "    | 6",
                        "    | 7",
                        "    | …",
                        "  would send 1 point:",
                        "    runs 2 name=x system",
                        "check_b",
                        "  failed: IOException: no such server",
                        "  would send 0 points");
        assertThat(once("--explain", "--format", "json")).isEqualTo(2);
    }

    @Test
    void runsOnlyWhatIsNamed() {
        assertThat(once("check_a", "--interval", "1ms")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void jsonHasAllTags() {
        assertThat(once("check_a", "--interval", "1ms", "--format", "json")).isZero();
        assertThat(out.toString())
                .contains("\"name\" : \"runs\"")
                .contains("\"value\" : 2")
                .contains("\"host\" : \"h\"")
                .contains("\"name\" : \"x\"");
    }

    @Test
    void checkThatCannotRunIsSaidAndIsAFailure() {
        assertThat(once(OnceCommand.Made::byTrial, "check_a")).isEqualTo(1);
        assertThat(err.toString()).contains("puypuy: checks_enabled/check_a: ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void scriptThatIsNotEnabledRunsWhenNamed() throws IOException {
        script("scripts_available/check_mine.sh", "echo mine_total 3 mine stack name=x");

        assertThat(once(OnceCommand.Made::byTrial, "check_mine.sh", "--interval", "1ms"))
                .isZero();
        assertThat(out.toString().lines()).singleElement().asString().startsWith("mine_total 3");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void rateNeedsTheSecondRun() throws IOException {
        script("scripts_available/check_mine.sh", "echo mine_rate $(date +%s%N) mine rate");

        assertThat(once(OnceCommand.Made::byTrial, "check_mine.sh", "--interval", "50ms"))
                .isZero();
        assertThat(out.toString().lines()).singleElement().asString().startsWith("mine_rate ");
    }

    private void script(String file, String line) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void faultsOfTheSettingsAreSaidOneALine() throws IOException {
        Files.writeString(
                home.resolve("conf/config.ini"), "[SelfConfig]\ncheck_period_seconds = soon\nmax_cache = x\nfoo = 1\n");

        assertThat(once(OnceCommand.Made::byTrial, "check_a")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("conf/config.ini:"));
    }

    @Test
    void unknownNameNamesTheNearest() {
        assertThat(once("check_aa")).isEqualTo(1);
        assertThat(err.toString()).contains("did you mean \"check_a\"?");
    }

    private static final class Counting extends NamedJob {
        private final Http http;
        private long runs;

        Counting(String name, Readings readings) {
            super(name);
            http = readings.over((Http) request -> new HttpReply("", 200, Map.of(), runs == 1 ? "" : REPLY));
        }

        @Override
        public Outcome run(Instant time, Consumer<DataPoint> points) throws IOException {
            runs++;
            http.send(HttpRequest.get(URI.create("http://a/" + runs + "?key=open+sesame")));
            Metric metric = Metric.integer("runs", "").type("system");
            points.accept(DataPoint.of(new Series(metric, HERE, Tags.of("name", "x")), time.toEpochMilli(), runs));
            return Outcome.OK;
        }
    }

    private static final class Failing extends NamedJob {
        Failing(String name) {
            super(name);
        }

        @Override
        public Outcome run(Instant time, Consumer<DataPoint> points) throws IOException {
            throw new IOException("no such server");
        }
    }

    private abstract static class NamedJob implements Job {
        private final String name;

        NamedJob(String name) {
            this.name = name;
        }

        @Override
        public JobStatus.Kind kind() {
            return JobStatus.Kind.CHECK;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String target() {
            return "";
        }

        @Override
        public Duration period() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public void close() {}
    }
}
