package io.puypuy.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class JobRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Instant TIME = Instant.ofEpochSecond(1000);

    private final CountDownLatch testEnds = new CountDownLatch(1);
    private JobRunner runner = new JobRunner(16);

    @AfterEach
    void end() {
        testEnds.countDown();
        runner.close();
    }

    private List<DataPoint> run(Duration deadline, Job... jobs) throws InterruptedException {
        runner.retain(List.of(jobs));
        return runner.run(List.of(jobs), TIME, deadline);
    }

    private JobStatus status(Job job) {
        return runner.statuses().stream()
                .filter(status -> status.name().equals(job.name()))
                .findFirst()
                .orElseThrow();
    }

    private static TestJob good(String name) {
        return TestJob.of(name, (time, points) -> {
            points.accept(TestJob.point(name, time));
            return Job.Outcome.OK;
        });
    }

    /** A job that goes on until the test ends, whatever interrupts it. */
    private TestJob deaf(String name) {
        return TestJob.of(name, SHORT, (time, points) -> {
            boolean ended = false;
            while (!ended) {
                try {
                    ended = testEnds.await(1, TimeUnit.HOURS);
                } catch (InterruptedException ignored) {
                    // That is the point of this job.
                }
            }
            points.accept(TestJob.point(name, time));
            return Job.Outcome.OK;
        });
    }

    @Test
    void gathersThePointsOfAllJobs() throws InterruptedException {
        assertThat(run(LONG, good("a"), good("b"))).extracting(DataPoint::name).containsExactlyInAnyOrder("a", "b");
        assertThat(runner.statuses()).allMatch(status -> status.state() == JobStatus.State.OK && status.points() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {OutOfMemoryError.class, LinkageError.class, StackOverflowError.class, RuntimeException.class})
    void whateverAJobThrowsCostsOnlyItsRun(Class<? extends Throwable> type) throws InterruptedException {
        TestJob bad = TestJob.of("bad", (time, points) -> {
            points.accept(TestJob.point("before", time));
            Throwable thrown = type.getConstructor(String.class).newInstance("on purpose");
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });

        assertThat(run(LONG, bad, good("a"))).extracting(DataPoint::name).containsExactlyInAnyOrder("before", "a");
        assertThat(status(bad).state()).isEqualTo(JobStatus.State.FAILED);
        assertThat(status(bad).message()).isEqualTo(type.getSimpleName() + ": on purpose");
        assertThat(run(LONG, good("a"))).hasSize(1);
    }

    @Test
    void whatIsMoreThanAMillionIsDroppedAndCounted() throws InterruptedException {
        TestJob runaway = TestJob.of("runaway", (time, points) -> {
            DataPoint point = TestJob.point("again", time);
            for (int i = 0; i < 1_000_007; i++) {
                points.accept(point);
            }
            return Job.Outcome.OK;
        });

        assertThat(run(LONG, runaway).size()).isEqualTo(1_000_000);
        assertThat(runner.droppedPoints()).isEqualTo(7);
        assertThat(status(runaway).points()).isEqualTo(1_000_000);
        assertThat(run(LONG, good("a"))).hasSize(1);
    }

    @Test
    void hangingJobIsInterruptedAtItsTimeout() throws InterruptedException {
        TestJob hangs = TestJob.of("hangs", SHORT, (time, points) -> {
            testEnds.await();
            return Job.Outcome.OK;
        });

        assertThat(run(LONG, hangs, good("a"))).hasSize(1);
        await().until(() -> status(hangs).durationMillis() >= SHORT.toMillis());
        assertThat(status(hangs).state()).isEqualTo(JobStatus.State.TIMED_OUT);
        assertThat(status(hangs).message()).isEqualTo("not finished after 0.05 s");
        assertThat(status(hangs).timeouts()).isEqualTo(1);
    }

    @Test
    void jobThatEndsItselfAtItsTimeoutIsCountedToo() throws InterruptedException {
        TestJob slow = TestJob.of(
                "slow", (time, points) -> new Job.Outcome(JobStatus.State.TIMED_OUT, "was killed: no such disk"));

        run(LONG, slow);
        assertThat(status(slow).state()).isEqualTo(JobStatus.State.TIMED_OUT);
        assertThat(status(slow).message()).isEqualTo("was killed: no such disk");
        assertThat(status(slow).timeouts()).isEqualTo(1);
        assertThat(status(slow).failures()).isZero();
    }

    @Test
    void jobThatIgnoresInterruptsIsNotStartedAgainAndGivesItsPlaceFree() throws InterruptedException {
        runner = new JobRunner(1);
        TestJob deaf = deaf("deaf");
        runner.retain(List.of(deaf));
        runner.run(List.of(deaf), TIME, LONG);

        assertThat(run(LONG, deaf, good("a"))).hasSize(1);
        assertThat(status(deaf).skipped()).isEqualTo(1);
        assertThat(status(deaf).runs()).isEqualTo(1);
    }

    @Test
    void pointsOfALateJobComeWithTheNextCall() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        TestJob late = TestJob.of("late", (time, points) -> {
            go.await();
            points.accept(TestJob.point("late", time));
            return Job.Outcome.OK;
        });

        assertThat(run(SHORT, late)).isEmpty();
        go.countDown();
        await().until(() -> status(late).state() == JobStatus.State.OK);
        assertThat(runner.run(List.of(), TIME.plusSeconds(1), SHORT))
                .singleElement()
                .satisfies(point -> assertThat(point.timestampMillis()).isEqualTo(TIME.toEpochMilli()));
    }

    @Test
    void neverRunsMoreThanAllowedAtOnceAndRunsThemAll() throws InterruptedException {
        runner = new JobRunner(4);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            jobs.add(TestJob.of("job" + i, (time, points) -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                points.accept(TestJob.point("x", time));
                now.decrementAndGet();
                return Job.Outcome.OK;
            }));
        }
        runner.retain(jobs);

        assertThat(runner.run(jobs, TIME, LONG)).hasSize(500);
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void jobThatGotNoThreadMissesTheCycle() throws InterruptedException {
        runner = new JobRunner(1);
        CountDownLatch go = new CountDownLatch(1);
        TestJob slow = TestJob.of("slow", (time, points) -> {
            go.await();
            return Job.Outcome.OK;
        });
        TestJob waits = good("waits");

        assertThat(run(SHORT, slow, waits)).isEmpty();
        assertThat(status(waits).skipped()).isEqualTo(1);
        assertThat(status(waits).state()).isEqualTo(JobStatus.State.NEW);
        go.countDown();
        await().until(() -> status(slow).state() == JobStatus.State.OK);
        assertThat(run(LONG, slow, waits)).hasSize(1);
    }

    @Test
    void removedJobIsClosedOnceWhenItHasEnded() throws InterruptedException {
        TestJob idle = good("idle");
        TestJob running = TestJob.of("running", (time, points) -> {
            testEnds.await();
            return Job.Outcome.OK;
        });
        run(SHORT, idle, running);
        runner.retain(List.of());

        assertThat(idle.closed).hasValue(1);
        await().untilAsserted(() -> assertThat(running.closed).hasValue(1));
        runner.close();
        assertThat(idle.closed).hasValue(1);
        assertThat(runner.statuses()).isEmpty();
    }

    @Test
    void pointsOfAJobThatWasRemovedMeanwhileAreRefused() throws InterruptedException {
        TestJob removed = TestJob.of("removed", (time, points) -> {
            points.accept(TestJob.point("before", time));
            try {
                testEnds.await();
            } catch (InterruptedException unreachable) {
                points.accept(TestJob.point("down", time));
            }
            return Job.Outcome.OK;
        });
        runner.retain(List.of(removed));
        assertThat(runner.run(List.of(removed), TIME, SHORT)).hasSize(1);
        runner.retain(List.of());
        await().untilAsserted(() -> assertThat(removed.closed).hasValue(1));

        assertThat(runner.takeArrived()).isEmpty();
    }

    @Test
    void pointsThatHaveArrivedCanBeTakenAfterTheEnd() throws InterruptedException {
        TestJob hangs = TestJob.of("hangs", (time, points) -> {
            testEnds.await();
            return Job.Outcome.OK;
        });
        TestJob good = good("a");
        runner.retain(List.of(hangs, good));
        Thread cycle = new Thread(() -> {
            try {
                runner.run(List.of(hangs, good), TIME, LONG);
            } catch (InterruptedException asked) {
                // The daemon ends.
            }
        });
        cycle.start();
        await().until(() -> status(good).state() == JobStatus.State.OK);
        cycle.interrupt();
        cycle.join();
        runner.close();

        assertThat(runner.takeArrived()).extracting(DataPoint::name).containsExactly("a");
        assertThat(runner.takeArrived()).isEmpty();
    }

    @Test
    void jobThatWaitedForAThreadHasTheTimeWhenItBegan() throws InterruptedException {
        runner = new JobRunner(1);
        TestJob slow = TestJob.of("slow", (time, points) -> {
            points.accept(TestJob.point("slow", time));
            testEnds.await(100, TimeUnit.MILLISECONDS);
            return Job.Outcome.OK;
        });

        List<DataPoint> points = run(LONG, slow, good("waits"));
        assertThat(points).extracting(DataPoint::name).containsExactly("slow", "waits");
        assertThat(points.get(0).timestampMillis()).isEqualTo(TIME.toEpochMilli());
        assertThat(points.get(1).timestampMillis())
                .isGreaterThanOrEqualTo(TIME.plusMillis(100).toEpochMilli());
    }

    @Test
    void moreRunAtOnceWhenTheLimitIsRaised() throws InterruptedException {
        runner = new JobRunner(1);
        runner.limit(2);
        CountDownLatch both = new CountDownLatch(2);
        TestJob.Work meet = (time, points) -> {
            both.countDown();
            both.await();
            points.accept(TestJob.point("met", time));
            return Job.Outcome.OK;
        };

        assertThat(run(LONG, TestJob.of("a", meet), TestJob.of("b", meet))).hasSize(2);
    }
}
