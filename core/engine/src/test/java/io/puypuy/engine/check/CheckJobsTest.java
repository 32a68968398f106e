package io.puypuy.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.check.CheckJobs.Plan;
import io.puypuy.engine.plugin.PluginLoader;
import io.puypuy.engine.schedule.Job.Outcome;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.status.JobStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckJobsTest {
    private static final String REPORTS = "private String key;"
            + "public void configure(Settings settings) { key = settings.text(\"key\", \"none\"); }"
            + "public void collect(CheckRun run) {"
            + " run.add(Metric.integer(\"m\", \"\"), 1, Tags.of(\"key\", key)); }";

    private CompiledChecks checks;

    @BeforeEach
    void open(@TempDir Path folder) {
        checks = new CompiledChecks(folder);
    }

    @AfterEach
    void closeAll() {
        checks.close();
    }

    private static List<DataPoint> points(CheckJob job) throws InterruptedException {
        List<DataPoint> points = new ArrayList<>();
        assertThat(job.run(Instant.ofEpochMilli(1000), points::add)).isEqualTo(Outcome.OK);
        return points;
    }

    @Test
    void eachSectionIsAJob() throws Exception {
        checks.add(REPORTS);
        Plan plan = checks.plan("[Test:second]\nkey = b\n[Test]\nkey = a\n");

        assertThat(plan.jobs()).extracting(CheckJob::target).containsExactly("", "second");
        assertThat(plan.sections()).containsExactly("Test");
        assertThat(points(plan.jobs().get(0)).get(0).series().tags()).hasToString("{key=a}");
        assertThat(points(plan.jobs().get(1)).get(0).series().tags()).hasToString("{target=second, key=b}");
    }

    @Test
    void checkWithoutASectionRunsWithItsDefaults() throws Exception {
        checks.add(REPORTS);
        Plan plan = checks.plan("");

        CheckJob job = plan.jobs().get(0);
        assertThat(job.name()).isEqualTo("check_0");
        assertThat(job.kind()).isEqualTo(JobStatus.Kind.CHECK);
        assertThat(job.period()).isEqualTo(Duration.ofSeconds(5));
        assertThat(job.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(points(job).get(0).series().tags()).hasToString("{key=none}");
    }

    @Test
    void sectionHasItsOwnPeriodAndTimeout() throws Exception {
        checks.add(REPORTS);
        Conf conf = Conf.of("conf/test.ini", "[Test]\ncheck_period_seconds = 30\ncheck_timeout_seconds = 7\n");

        CheckJob job = checks.plan(conf).jobs().get(0);
        assertThat(job.period()).isEqualTo(Duration.ofSeconds(30));
        assertThat(job.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(conf.faults()).isEmpty();
    }

    @Test
    void periodThatIsNoMultipleIsAFault() throws Exception {
        checks.add(REPORTS);
        Conf conf = Conf.of("conf/test.ini", "[Test]\ncheck_period_seconds = 7\n");

        Plan plan = checks.plan(conf);

        assertThat(plan.jobs()).isEmpty();
        assertThat(plan.problems())
                .containsExactly("checks_enabled/check_0: conf/test.ini:2: [Test] check_period_seconds = \"7\": not a"
                        + " multiple of the period of [SelfConfig], 5 s; write a multiple of it");
        assertThat(conf.faults()).hasSize(1);
    }

    @Test
    void faultySectionCostsOnlyItself() throws Exception {
        checks.add("public void configure(Settings settings) { settings.integer(\"port\", 1, 1, 9); }");
        Plan plan = checks.plan("[Test]\nport = x\n[Test:fine]\nport = 2\n");

        assertThat(plan.jobs()).extracting(CheckJob::target).containsExactly("fine");
        assertThat(plan.problems())
                .singleElement()
                .asString()
                .startsWith("checks_enabled/check_0: conf/test.ini:2: [Test] port = \"x\"");
    }

    @Test
    void exceptionWhileConfiguringIsTold() throws Exception {
        checks.add("public void configure(Settings settings) { throw new IllegalStateException(\"no way\"); }");
        assertThat(checks.plan("").problems())
                .containsExactly("checks_enabled/check_0: [Test] cannot be configured: IllegalStateException: no way");
    }

    @Test
    void exceptionInTheConstructorCostsOnlyItsPlugin() throws Exception {
        checks.add("public C() { throw new OutOfMemoryError(); }");
        checks.add(REPORTS);
        Plan plan = checks.plan("");

        assertThat(plan.problems())
                .containsExactly("checks_enabled/check_0: p.C cannot be made: java.lang.OutOfMemoryError");
        assertThat(plan.jobs()).extracting(CheckJob::name).containsExactly("check_1");
    }

    @Test
    void hangingConfigurationCostsOnlyItsPlugin() throws Exception {
        checks.add("public void configure(Settings settings) {"
                + " try { new java.util.concurrent.CountDownLatch(1).await(); }"
                + " catch (InterruptedException e) { Thread.currentThread().interrupt(); } }");
        checks.add(REPORTS);
        CheckJobs impatient = new CheckJobs(Duration.ofMillis(300));
        Conf conf = Conf.of("conf/test.ini", "");

        await().atMost(PluginLoader.PATIENCE).untilAsserted(() -> {
            Plan plan = checks.plan(impatient, conf);
            assertThat(plan.jobs()).extracting(CheckJob::name).containsExactly("check_1");
            assertThat(plan.problems())
                    .containsExactly(
                            "checks_enabled/check_0: still being configured; it is used as soon as it is ready");
        });
    }

    @Test
    void slowConfigurationIsTakenUpByALaterPlan(@TempDir Path folder) throws Exception {
        Path gate = folder.resolve("gate");
        checks.add("public void configure(Settings settings) {" + " while (!new java.io.File(\"" + gate
                + "\").exists()) { Thread.onSpinWait(); } }");
        CheckJobs impatient = new CheckJobs(Duration.ofMillis(100));
        Conf conf = Conf.of("conf/test.ini", "");
        Plan first = checks.plan(impatient, conf);
        assertThat(first.jobs()).isEmpty();
        assertThat(first.unready()).containsExactly("check_0");
        assertThat(impatient.isReady()).isFalse();

        Files.createFile(gate);

        await().atMost(PluginLoader.PATIENCE).until(impatient::isReady);
        Plan later = checks.plan(impatient, conf);
        assertThat(later.jobs()).hasSize(1);
        assertThat(later.unready()).isEmpty();
        assertThat(impatient.isReady()).isFalse();
    }

    @Test
    void unchangedSectionsKeepTheirJobs() throws Exception {
        checks.add(REPORTS);
        Plan first = checks.plan("[Test]\nkey = a\n[Test:two]\nkey = b\n");
        checks.jobs.adopt(first);

        Plan second = checks.plan("[Test]\n# moved\nkey = a\n[Test:two]\nkey = changed\n");

        assertThat(second.jobs().get(0)).isSameAs(first.jobs().get(0));
        assertThat(second.jobs().get(1)).isNotSameAs(first.jobs().get(1));
        assertThat(second.added()).hasSize(1);
    }

    @Test
    void removedPluginHasNoJobs() throws Exception {
        checks.add(REPORTS);
        checks.add(REPORTS);
        Conf conf = Conf.of("conf/test.ini", "");
        Plan first = checks.plan(conf);
        checks.jobs.adopt(first);

        checks.plugins.remove(0).close();

        assertThat(checks.plan(conf).jobs()).containsExactly(first.jobs().get(1));
    }

    @Test
    void discardedPlanClosesItsNewJobsOnly() throws Exception {
        checks.add("public void close() { System.setProperty(\"closed.discarded\","
                + " System.getProperty(\"closed.discarded\", \"\") + \"x\"); }");
        System.clearProperty("closed.discarded");
        checks.jobs.adopt(checks.plan("[Test]\nkey = a\n"));

        checks.plan("[Test]\nkey = a\n[Test:new]\n").discard();

        // The probe of the second plan, whose section the old job has, is not counted twice either.
        assertThat(System.getProperty("closed.discarded")).isEqualTo("x");
    }
}
