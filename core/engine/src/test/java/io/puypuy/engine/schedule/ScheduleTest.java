package io.puypuy.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.DataPoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ScheduleTest {
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final JobRunner runner = new JobRunner(4);
    private final List<Schedule.Run> runs = new CopyOnWriteArrayList<>();
    private final List<DataPoint> points = new CopyOnWriteArrayList<>();

    private interface Jobs {
        List<Job> get() throws InterruptedException;
    }

    private Schedule schedule(AtomicInteger failures, Job... jobs) {
        return schedule(PERIOD, () -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("on purpose");
            }
            return List.of(jobs);
        });
    }

    private Schedule schedule(Duration period, Jobs jobs) {
        return new Schedule(runner, new Schedule.Cycle() {
            @Override
            public List<Job> jobs() throws InterruptedException {
                return jobs.get();
            }

            @Override
            public Duration period() {
                return period;
            }

            @Override
            public void finished(Schedule.Run run, List<DataPoint> arrived) {
                runs.add(run);
                points.addAll(arrived);
            }
        });
    }

    private static TestJob everyPeriods(String name, int periods) {
        return new TestJob(name, PERIOD.multipliedBy(periods), PERIOD, (time, points) -> {
            points.accept(TestJob.point(name, time));
            return Job.Outcome.OK;
        });
    }

    @Test
    void jobsRunAtTheirOwnPeriodsAndAtOnceAtTheStart() throws InterruptedException {
        Schedule schedule = schedule(new AtomicInteger(), everyPeriods("often", 1), everyPeriods("seldom", 4));
        schedule.start();
        await().until(() -> runs.size() >= 9);
        schedule.close(Duration.ofSeconds(5));

        long often = points.stream().filter(p -> p.name().equals("often")).count();
        long seldom = points.stream().filter(p -> p.name().equals("seldom")).count();
        assertThat(often).isEqualTo(runs.size());
        assertThat(seldom).isBetween(2L, 2 + often / 4);
        assertThat(points.get(0).timestampMillis()).isEqualTo(points.get(1).timestampMillis());
    }

    @Test
    void aFailingCycleDoesNotEndTheSchedule() throws InterruptedException {
        Schedule schedule = schedule(new AtomicInteger(2), everyPeriods("a", 1));
        schedule.start();
        await().until(() -> runs.size() >= 2);
        schedule.close(Duration.ofSeconds(5));

        assertThat(points).isNotEmpty();
    }

    @Test
    void lookingForChangesIsWithinTheDeadline() throws InterruptedException {
        Duration period = Duration.ofSeconds(3);
        CountDownLatch never = new CountDownLatch(1);
        TestJob hanging = new TestJob("hanging", period, period, (time, arrived) -> {
            never.await();
            return Job.Outcome.OK;
        });
        Schedule schedule = schedule(period, () -> {
            never.await(Schedule.deadline(period).toMillis(), TimeUnit.MILLISECONDS);
            return List.of(hanging);
        });
        schedule.start();
        await().until(() -> runs.size() >= 1);
        schedule.close();
        runner.close();

        // One deadline, not two.
        assertThat(runs.get(0).duration()).isLessThan(Schedule.deadline(period).multipliedBy(2));
    }

    @Test
    void closeWaitsForTheCycleInProgressAndWorksTwice() throws InterruptedException {
        Schedule schedule = schedule(new AtomicInteger(), new TestJob("slow", PERIOD, PERIOD, (time, arrived) -> {
            Thread.onSpinWait();
            arrived.accept(TestJob.point("slow", time));
            return Job.Outcome.OK;
        }));
        schedule.start();
        await().until(() -> runs.size() >= 1);
        schedule.close(Duration.ofSeconds(5));
        int finished = runs.size();
        schedule.close(Duration.ofSeconds(5));

        assertThat(runs).hasSize(finished);
        assertThat(points).hasSize(finished);
    }

    @Test
    void noCycleBeginsAfterClose() throws InterruptedException {
        Duration period = Duration.ofHours(1);
        Schedule schedule = schedule(period, List::of);
        schedule.start();
        await().until(() -> runs.size() >= 1);
        schedule.close(Duration.ofSeconds(5));

        assertThat(runs).hasSize(1);
    }

    @Test
    void missedTicksStayCountedWhenThePeriodChanges() throws InterruptedException {
        AtomicLong period = new AtomicLong(100);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger cycles = new AtomicInteger();
        Schedule schedule = new Schedule(runner, new Schedule.Cycle() {
            @Override
            public List<Job> jobs() throws InterruptedException {
                if (cycles.incrementAndGet() == 2) {
                    // So long that ticks are missed.
                    never.await(1, TimeUnit.SECONDS);
                }
                return List.of();
            }

            @Override
            public Duration period() {
                return Duration.ofMillis(period.get());
            }

            @Override
            public void finished(Schedule.Run run, List<DataPoint> arrived) {
                runs.add(run);
                if (run.missed() > 0) {
                    period.set(PERIOD.toMillis());
                }
            }
        });
        schedule.start();
        await().until(() -> runs.size() >= 2
                && period.get() == PERIOD.toMillis()
                && runs.get(runs.size() - 2).missed() > 0);
        schedule.close(Duration.ofSeconds(5));

        assertThat(runs.get(runs.size() - 1).missed())
                .isGreaterThanOrEqualTo(runs.get(runs.size() - 2).missed());
    }

    @Test
    void pointsHaveTheTimeAfterLookingForChanges() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        AtomicLong looked = new AtomicLong();
        Schedule schedule = schedule(Duration.ofHours(1), () -> {
            looking.await(50, TimeUnit.MILLISECONDS);
            looked.set(System.currentTimeMillis());
            return List.of(everyPeriods("a", 1));
        });
        schedule.start();
        await().until(() -> runs.size() >= 1);
        schedule.close(Duration.ofSeconds(5));

        assertThat(points).singleElement().satisfies(point -> assertThat(point.timestampMillis())
                .isGreaterThanOrEqualTo(looked.get()));
    }
}
