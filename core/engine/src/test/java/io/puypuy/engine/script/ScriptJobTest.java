package io.puypuy.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.schedule.Job.Outcome;
import io.puypuy.engine.status.JobStatus.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real scripts; after each, none of their processes is left. */
@Timeout(60)
class ScriptJobTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    private final Path folder;
    private final Scripts scripts;

    ScriptJobTest(@TempDir Path folder) {
        this.folder = folder;
        this.scripts = new Scripts(folder);
    }

    @AfterEach
    void noProcessIsLeft() throws Exception {
        assertThat(scripts.left()).isEmpty();
    }

    @Test
    void everyLineIsAPoint() throws Exception {
        Outcome outcome = scripts.run("#!/bin/sh\necho a 1 t stack\necho b 2.5 t stack x=y\nprintf 'c 3 t stack'");
        assertThat(outcome).isEqualTo(Outcome.OK);
        assertThat(scripts.points)
                .extracting(point -> point.name() + point.series().tags() + point.floating())
                .containsExactly("a{}1.0", "b{x=y}2.5", "c{}3.0");
    }

    @Test
    void getsItsEnvironmentAndFolder() throws Exception {
        scripts.run("#!/bin/sh\necho a $PUYPUY_PERIOD $PUYPUY_HOST stack c=$PUYPUY_CLUSTER h=$PUYPUY_HOME w=$(pwd)\n");
        DataPoint point = scripts.points.get(0);
        assertThat(point.floating()).isEqualTo(10);
        assertThat(point.series().metric().type()).isEqualTo("host-1");
        assertThat(point.series().tags()).hasToString("{c=cluster-1, h=" + folder + ", w=" + folder + "}");
    }

    @Test
    void badLineCostsThatLineOnly() throws Exception {
        assertThat(scripts.run("#!/bin/sh\necho a 1 t stack\necho oops\necho\necho b 2 t stack"))
                .isEqualTo(Outcome.OK);
        assertThat(scripts.points).hasSize(2);
        assertThat(scripts.counters.badLines()).isEqualTo(1);
    }

    @Test
    void onlyBadLinesAreAFailureThatQuotesTheFirst() throws Exception {
        Outcome outcome = scripts.run("#!/bin/sh\necho\necho 'a b t stack'\necho oops");
        assertThat(outcome.state()).isEqualTo(State.FAILED);
        assertThat(outcome.message())
                .isEqualTo("no line is a point: line 2 \"a b t stack\": the value is not a number");
    }

    @Test
    void noLineIsNothingToReport() throws Exception {
        assertThat(scripts.run("#!/bin/sh\n").state()).isEqualTo(State.NOTHING);
    }

    @Test
    void malformedTextAndWindowsLineEndsAreRead() throws Exception {
        scripts.run("#!/bin/sh\nprintf 'a 1 t stack x=\\377y\\r\\nb 2 t stack\\r\\n'");
        assertThat(scripts.points).hasSize(2);
        assertThat(scripts.points.get(0).series().tags()).hasToString("{x=\ufffdy}");
    }

    @Test
    void exitCodeIsAFailureThatKeepsThePoints() throws Exception {
        Outcome outcome = scripts.run("#!/bin/sh\necho a 1 t stack\necho no such disk >&2\nexit 3");
        assertThat(outcome).isEqualTo(Outcome.failed("exit code 3: no such disk"));
        assertThat(scripts.points).hasSize(1);
    }

    @Test
    void signalIsTheExitCode() throws Exception {
        assertThat(scripts.run("#!/bin/sh\nkill -SEGV $$").message()).startsWith("exit code 139");
    }

    @Test
    void hangingScriptIsEndedAtItsTimeWithTheCompleteLinesKept() throws Exception {
        scripts.timeout(SHORT);
        long start = System.nanoTime();
        Outcome outcome = scripts.run("#!/bin/sh\necho a 1 t stack\nprintf 'b 12'\nsleep 600 | sleep 600");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(outcome.state()).isEqualTo(State.TIMED_OUT);
        assertThat(outcome.message()).isEqualTo("had not ended after 700 ms and was killed");
        assertThat(scripts.points).extracting(DataPoint::name).containsExactly("a");
        assertThat(scripts.counters.badLines()).isZero();
    }

    @Test
    void scriptThatIgnoresTermIsKilledAfterTheGrace() throws Exception {
        scripts.timeout(SHORT);
        long start = System.nanoTime();
        Outcome outcome = scripts.run("#!/bin/sh\ntrap '' TERM HUP INT\nsleep 600\nsleep 600");
        assertThat(outcome.state()).isEqualTo(State.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    @Test
    void groupsOfItsOwnAreEndedToo() throws Exception {
        scripts.timeout(SHORT);
        String jobControl = "#!/bin/bash\nset -m\nsleep 600 &\nsleep 601 &\nwait\n";
        assertThat(scripts.run(jobControl).state()).isEqualTo(State.TIMED_OUT);
    }

    @Test
    void interruptEndsItAndIsPassedOn() throws Exception {
        ScriptJob job =
                scripts.job(scripts.write("check_it.sh", "#!/bin/sh\necho a 1 t stack\ntouch started\nsleep 600"));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                job.run(Instant.now(), scripts.points::add);
                thrown.complete(new AssertionError("no exception"));
            } catch (Exception e) {
                thrown.complete(e);
            }
        });
        thread.start();
        await().until(() -> Files.exists(folder.resolve("started")));
        thread.interrupt();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        thread.join();
        assertThat(scripts.points).hasSize(1);
    }

    @Test
    void grandchildThatKeepsTheOutputOpenHangsNothing() throws Exception {
        long start = System.nanoTime();
        assertThat(scripts.run("#!/bin/sh\nsleep 600 &\necho a 1 t stack")).isEqualTo(Outcome.OK);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(scripts.points).hasSize(1);
        assertThat(scripts.counters.leftBehind()).isEqualTo(1);
    }

    @Test
    void daemonisedGrandchildIsEnded() throws Exception {
        assertThat(scripts.run("#!/bin/sh\nnohup sh -c 'sleep 600; :' >/dev/null 2>&1 </dev/null &\necho a 1 t stack"))
                .isEqualTo(Outcome.OK);
        assertThat(scripts.counters.leftBehind()).isBetween(1L, 2L);
    }

    @Test
    void grandchildInAnotherSessionThatFloodsTheOutputIsEnded() throws Exception {
        assertThat(scripts.run("#!/bin/sh\necho a 1 t stack\nsetsid yes &\nsleep 0.2")
                        .state())
                .isIn(State.OK, State.FAILED);
        assertThat(scripts.points).hasSize(1);
    }

    @Test
    void floodAfterTheEndIsEnded() throws Exception {
        scripts.run("#!/bin/sh\necho a 1 t stack\nsetsid yes 'b 1 t stack' &\nexec yes >/dev/null &\nexit 0");
        assertThat(scripts.points.get(0).name()).isEqualTo("a");
    }

    @Test
    void outputWithoutEndIsCut() throws Exception {
        Outcome outcome = scripts.run("#!/bin/sh\necho a 1 t stack\nhead -c 100000000 /dev/zero | tr '\\0' x");
        assertThat(outcome.message()).startsWith("printed more than allowed (4194304 bytes) and was killed");
        assertThat(scripts.points).hasSize(1);
    }

    @Test
    void linesWithoutEndAreCut() throws Exception {
        Outcome outcome = scripts.run("#!/bin/sh\nexec yes a 1 t stack");
        assertThat(outcome.state()).isEqualTo(State.FAILED);
        assertThat(scripts.points).hasSize(1);
        assertThat(scripts.counters.badLines()).isGreaterThan(100_000);
    }

    @Test
    void standardErrorWithoutEndIsCut() throws Exception {
        Outcome outcome = scripts.run("#!/bin/sh\necho a 1 t stack\nexec yes trouble >&2");
        assertThat(outcome.state()).isEqualTo(State.FAILED);
        assertThat(outcome.message()).endsWith("trouble").hasSizeLessThan(500);
        assertThat(scripts.points).hasSize(1);
    }

    // Each process starts the next and ends, so that hardly one is ever seen alive; it ends after a while by itself.
    private static final String CHAIN = "perl -e '$SIG{TERM} = $ARGV[0];"
            + " for (1..30000) { my $p = fork; exit 0 if $p; }' %s >/dev/null 2>&1 &\n";

    @ParameterizedTest
    @ValueSource(strings = {"DEFAULT", "IGNORE"})
    void forkingChainIsEndedAtTheTimeout(String onTerm) throws Exception {
        scripts.timeout(SHORT);
        scripts.run("#!/bin/sh\necho $$ > session\n" + CHAIN.formatted(onTerm) + "wait; sleep 600");
        assertSessionIsGone();
    }

    @Test
    void forkingChainLeftBehindIsEnded() throws Exception {
        scripts.run("#!/bin/sh\necho $$ > session\n" + CHAIN.formatted("DEFAULT") + "sleep 0.1");
        assertSessionIsGone();
    }

    private void assertSessionIsGone() throws Exception {
        long session =
                Long.parseLong(Files.readString(folder.resolve("session")).strip());
        await().pollInterval(Duration.ofMillis(20))
                .during(Duration.ofMillis(400))
                .atMost(Duration.ofSeconds(5))
                .until(() -> ProcessTable.look(session, Set.of(), false).nothing());
    }

    @Test
    void fileWithoutFirstLineIsRefused() throws Exception {
        assertThat(scripts.run("echo a 1 t stack\n").message())
                .isEqualTo("the script does not say what runs it; write a first line such as #!/bin/bash");
        assertThat(scripts.points).isEmpty();
    }

    @Test
    void missingInterpreterIsNamed() throws Exception {
        assertThat(scripts.run("#!/no/such/bash -e\necho a 1 t stack\n").message())
                .isEqualTo("the script names an interpreter that is not there: \"/no/such/bash\"");
        assertThat(scripts.run("#!/bin/sh\r\necho a 1 t stack\r\n").message()).contains("Windows line ends");
        assertThat(scripts.run("#!/usr/bin/env no-such-program\n").message()).startsWith("exit code 127: ");
    }

    @Test
    void fileThatIsNotExecutableOrGoneIsRefused() throws Exception {
        ScriptJob job = scripts.job(Files.writeString(folder.resolve("check_x"), "#!/bin/sh\n"));
        assertThat(job.run(Instant.now(), scripts.points::add).message()).contains("is not executable");
        Files.delete(folder.resolve("check_x"));
        assertThat(job.run(Instant.now(), scripts.points::add).message()).isEqualTo("the script does not exist");
    }

    @Test
    void pathMayHaveSpacesAndQuotes() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("a b's \"c\" $HOME \\"));
        Scripts inOdd = new Scripts(odd);
        inOdd.run("#!/bin/sh\necho a 1 t stack\n");
        assertThat(inOdd.points).hasSize(1);
    }

    @Test
    void totalsBecomeRatesOverRuns() throws Exception {
        ScriptJob job = scripts.job(scripts.write(
                "check_it.sh",
                "#!/bin/sh\ncat total 2>/dev/null | { read n; echo a ${n:-0} t rate; echo $((n + 50)) > total; }\n"));
        Instant time = Instant.now();
        assertThat(job.run(time, scripts.points::add)).isEqualTo(Outcome.OK);
        assertThat(scripts.points).isEmpty();
        job.run(time.plusSeconds(10), scripts.points::add);
        assertThat(scripts.points).extracting(DataPoint::floating).containsExactly(5.0);
    }

    @Test
    void missingSetsidIsASentence() throws Exception {
        ScriptJob job = new ScriptJob(
                scripts.write("check_it.sh", "#!/bin/sh\n"),
                scripts.context(),
                new ProgramRunner(Map.of("PATH", folder.toString())),
                scripts.counters);
        assertThatThrownBy(() -> job.run(Instant.now(), scripts.points::add))
                .hasMessageContaining("there is no program setsid in PATH")
                .hasMessageContaining("util-linux");
    }

    @Test
    void consumerThatThrowsLeavesNoProcess() throws Exception {
        ScriptJob job = scripts.job(scripts.write("check_it.sh", "#!/bin/sh\necho a 1 t stack\nsleep 600"));
        AtomicReference<DataPoint> refused = new AtomicReference<>();
        assertThatThrownBy(() -> job.run(Instant.now(), point -> {
                    refused.set(point);
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThat(refused).isNotNull();
    }
}
