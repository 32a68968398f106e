package io.puypuy.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Check;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Origin;
import io.puypuy.engine.check.CheckJobs.Plan;
import io.puypuy.engine.plugin.LoadedPlugin;
import io.puypuy.engine.plugin.PluginFolder;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckJobsTest {
    private static final String REPORTS = "private String key;"
            + "public void configure(Settings settings) { key = settings.text(\"key\", \"none\"); }"
            + "public void collect(CheckRun run) {"
            + " run.add(Metric.integer(\"m\", \"\"), 1, Tags.of(\"key\", key)); }";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private final CheckJobs jobs = new CheckJobs(PluginLoader.PATIENCE);
    private final CheckContext context = new CheckContext(
            new Origin("here", "", "", ""),
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            0,
            NoSources.make(),
            new MetricNames(),
            new CheckCounters(),
            new RecordingAlerts());
    private final List<LoadedPlugin<Check>> plugins = new ArrayList<>();
    private final List<CheckJob> made = new ArrayList<>();

    @AfterEach
    void closeAll() {
        made.forEach(CheckJob::close);
        plugins.forEach(LoadedPlugin::close);
    }

    private void plugin(String members) throws Exception {
        String name = "check_" + plugins.size();
        Path folder = PluginFolder.at(home.resolve(name)).check(members).build();
        plugins.add(new PluginLoader<>(Check.class, PluginLoader.PATIENCE).load(folder, "checks_enabled/" + name));
    }

    private Plan plan(String conf) throws Exception {
        return plan(Conf.of("conf/test.ini", conf));
    }

    private Plan plan(Conf conf) throws Exception {
        Plan plan = jobs.plan(plugins, conf, context);
        made.addAll(plan.added());
        return plan;
    }

    private static List<DataPoint> points(CheckJob job) throws InterruptedException {
        List<DataPoint> points = new ArrayList<>();
        assertThat(job.run(Instant.ofEpochMilli(1000), points::add)).isEqualTo(Outcome.OK);
        return points;
    }

    @Test
    void eachSectionIsAJob() throws Exception {
        plugin(REPORTS);
        Plan plan = plan("[Test:second]\nkey = b\n[Test]\nkey = a\n");

        assertThat(plan.jobs()).extracting(CheckJob::target).containsExactly("", "second");
        assertThat(plan.sections()).containsExactly("Test");
        assertThat(points(plan.jobs().get(0)).get(0).series().tags()).hasToString("{key=a}");
        assertThat(points(plan.jobs().get(1)).get(0).series().tags()).hasToString("{target=second, key=b}");
    }

    @Test
    void checkWithoutASectionRunsWithItsDefaults() throws Exception {
        plugin(REPORTS);
        Plan plan = plan("");

        CheckJob job = plan.jobs().get(0);
        assertThat(job.name()).isEqualTo("check_0");
        assertThat(job.kind()).isEqualTo(JobStatus.Kind.CHECK);
        assertThat(job.period()).isEqualTo(Duration.ofSeconds(5));
        assertThat(job.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(points(job).get(0).series().tags()).hasToString("{key=none}");
    }

    @Test
    void sectionHasItsOwnPeriodAndTimeout() throws Exception {
        plugin(REPORTS);
        Conf conf = Conf.of("conf/test.ini", "[Test]\ncheck_period_seconds = 30\ncheck_timeout_seconds = 7\n");

        CheckJob job = plan(conf).jobs().get(0);
        assertThat(job.period()).isEqualTo(Duration.ofSeconds(30));
        assertThat(job.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(conf.faults()).isEmpty();
    }

    @Test
    void periodThatIsNoMultipleIsAFault() throws Exception {
        plugin(REPORTS);
        Conf conf = Conf.of("conf/test.ini", "[Test]\ncheck_period_seconds = 7\n");

        Plan plan = plan(conf);

        assertThat(plan.jobs()).isEmpty();
        assertThat(plan.problems())
                .containsExactly("checks_enabled/check_0: conf/test.ini:2: [Test] check_period_seconds = \"7\": not a"
                        + " multiple of the period of [SelfConfig], 5 s; write a multiple of it");
        assertThat(conf.faults()).hasSize(1);
    }

    @Test
    void faultySectionCostsOnlyItself() throws Exception {
        plugin("public void configure(Settings settings) { settings.integer(\"port\", 1, 1, 9); }");
        Plan plan = plan("[Test]\nport = x\n[Test:fine]\nport = 2\n");

        assertThat(plan.jobs()).extracting(CheckJob::target).containsExactly("fine");
        assertThat(plan.problems())
                .singleElement()
                .asString()
                .startsWith("checks_enabled/check_0: conf/test.ini:2: [Test] port = \"x\"");
    }

    @Test
    void exceptionWhileConfiguringIsTold() throws Exception {
        plugin("public void configure(Settings settings) { throw new IllegalStateException(\"no way\"); }");
        assertThat(plan("").problems())
                .containsExactly("checks_enabled/check_0: [Test] cannot be configured: IllegalStateException: no way");
    }

    @Test
    void exceptionInTheConstructorCostsOnlyItsPlugin() throws Exception {
        plugin("public C() { throw new OutOfMemoryError(); }");
        plugin(REPORTS);
        Plan plan = plan("");

        assertThat(plan.problems())
                .containsExactly("checks_enabled/check_0: p.C cannot be made: java.lang.OutOfMemoryError");
        assertThat(plan.jobs()).extracting(CheckJob::name).containsExactly("check_1");
    }

    @Test
    void hangingConfigurationCostsOnlyItsPlugin() throws Exception {
        plugin("public void configure(Settings settings) { try { new java.util.concurrent.CountDownLatch(1).await(); }"
                + " catch (InterruptedException e) { Thread.currentThread().interrupt(); } }");
        plugin(REPORTS);
        CheckJobs impatient = new CheckJobs(Duration.ofMillis(300));
        Conf conf = Conf.of("conf/test.ini", "");

        await().atMost(PluginLoader.PATIENCE).untilAsserted(() -> {
            Plan plan = impatient.plan(plugins, conf, context);
            made.addAll(plan.added());
            assertThat(plan.jobs()).extracting(CheckJob::name).containsExactly("check_1");
            assertThat(plan.problems())
                    .containsExactly(
                            "checks_enabled/check_0: still being configured; it is used as soon as it is ready");
        });
    }

    @Test
    void slowConfigurationIsTakenUpByALaterPlan() throws Exception {
        Path gate = home.resolve("gate");
        plugin("public void configure(Settings settings) {" + " while (!new java.io.File(\"" + gate
                + "\").exists()) { Thread.onSpinWait(); } }");
        CheckJobs impatient = new CheckJobs(Duration.ofMillis(100));
        Conf conf = Conf.of("conf/test.ini", "");
        Plan first = impatient.plan(plugins, conf, context);
        assertThat(first.jobs()).isEmpty();
        assertThat(first.unready()).containsExactly("check_0");
        assertThat(impatient.isReady()).isFalse();

        Files.createFile(gate);

        await().atMost(PluginLoader.PATIENCE).until(impatient::isReady);
        Plan later = impatient.plan(plugins, conf, context);
        made.addAll(later.added());
        assertThat(later.jobs()).hasSize(1);
        assertThat(later.unready()).isEmpty();
        assertThat(impatient.isReady()).isFalse();
    }

    @Test
    void unchangedSectionsKeepTheirJobs() throws Exception {
        plugin(REPORTS);
        Plan first = plan("[Test]\nkey = a\n[Test:two]\nkey = b\n");
        jobs.adopt(first);

        Plan second = plan("[Test]\n# moved\nkey = a\n[Test:two]\nkey = changed\n");

        assertThat(second.jobs().get(0)).isSameAs(first.jobs().get(0));
        assertThat(second.jobs().get(1)).isNotSameAs(first.jobs().get(1));
        assertThat(second.added()).hasSize(1);
    }

    @Test
    void removedPluginHasNoJobs() throws Exception {
        plugin(REPORTS);
        plugin(REPORTS);
        Conf conf = Conf.of("conf/test.ini", "");
        Plan first = plan(conf);
        jobs.adopt(first);

        plugins.remove(0).close();

        assertThat(plan(conf).jobs()).containsExactly(first.jobs().get(1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "new CheckException(\"not a page\") | not a page; the settings are @",
                "new java.io.IOException(\"cannot connect to a:80: refused\", new java.net.ConnectException()) |"
                        + " cannot connect to a:80: refused; start it, or correct its address @",
                "new java.io.IOException(\"cannot connect to a: no\", new java.net.UnknownHostException(\"a\")) |"
                        + " cannot connect to a: no; correct the name of the host @",
                "new java.io.IOException(\"no TLS with a\", new javax.net.ssl.SSLException(\"no\")) |"
                        + " no TLS with a; see tls_verify and ca_file @",
                "new io.puypuy.api.read.NoSuchProgramException(\"a\") |"
                        + " there is no program a; install it, or correct its name @",
                "new java.io.IOException() | java.io.IOException; the settings are @",
                "new java.nio.file.NoSuchFileException(\"/a\") | NoSuchFileException: /a; the settings are @",
                "new IllegalArgumentException(\"line\\nbreak\") | IllegalArgumentException: line break",
                "new OutOfMemoryError(\"Java heap space\") | OutOfMemoryError: Java heap space",
                "new NoClassDefFoundError(\"own/Gone\") | NoClassDefFoundError: own/Gone",
                "new ThreadDeath() | java.lang.ThreadDeath",
                "new Error() { public String getMessage() { throw this; } } | p.C$1",
            })
    void whateverIsThrownFailsTheRun(String thrown, String message) throws Exception {
        plugin(
                "@SuppressWarnings(\"all\") public void collect(CheckRun run) throws CheckException, java.io.IOException {"
                        + " run.add(Metric.integer(\"m\", \"\"), 1); if (true) throw " + thrown + "; }");
        CheckJob job = plan("[Test]\n").jobs().get(0);
        List<DataPoint> points = new ArrayList<>();

        assertThat(job.run(Instant.now(), points::add))
                .isEqualTo(Outcome.failed(message.replace("@", "in [Test] of conf/test.ini")));
        assertThat(points).hasSize(1);
    }

    @Test
    void faultNamesTheSectionOfItsTarget() throws Exception {
        plugin("public void collect(CheckRun run) {"
                + " run.targetFailed(\"b\", new java.io.IOException(\"no answer from b:1 within 5 s\","
                + " new java.net.SocketTimeoutException())); }");

        assertThat(plan("[Test:b]\n").jobs().get(0).run(Instant.now(), point -> {}))
                .isEqualTo(Outcome.failed("b: no answer from b:1 within 5 s;"
                        + " it is slow, or the time limit is too short in [Test:b] of conf/test.ini"));
        assertThat(plan("").jobs().get(0).run(Instant.now(), point -> {}).message())
                .endsWith(" in [Test], a section that conf/ does not have so far");
    }

    @Test
    void noSettingIsNamedForAFaultOfTheKernelsFiles() throws Exception {
        plugin("public void collect(CheckRun run) throws java.io.IOException {"
                + " try { run.files(); } catch (AssertionError none) { throw new java.io.IOException(\"gone\"); } }");

        assertThat(plan("[Test]\n").jobs().get(0).run(Instant.now(), point -> {}))
                .isEqualTo(Outcome.failed("gone"));
    }

    @Test
    void endlessRecursionFailsTheRun() throws Exception {
        plugin("public void collect(CheckRun run) { collect(run); }");
        assertThat(plan("").jobs().get(0).run(Instant.now(), point -> {}))
                .isEqualTo(Outcome.failed("java.lang.StackOverflowError"));
    }

    @Test
    void interruptIsPassedOnAndTheContextClassLoaderRestored() throws Exception {
        plugin("public void collect(CheckRun run) throws InterruptedException { throw new InterruptedException(); }");
        CheckJob job = plan("").jobs().get(0);
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        assertThatThrownBy(() -> job.run(Instant.now(), point -> {})).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void closeReachesTheCheckOnce() throws Exception {
        plugin("public void close() { System.setProperty(\"closed.here\","
                + " System.getProperty(\"closed.here\", \"\") + \"x\"); throw new IllegalStateException(\"badly\"); }");
        System.clearProperty("closed.here");
        CheckJob job = plan("").jobs().get(0);

        job.close();
        job.close();

        assertThat(System.getProperty("closed.here")).isEqualTo("x");
    }

    @Test
    void discardedPlanClosesItsNewJobsOnly() throws Exception {
        plugin("public void close() { System.setProperty(\"closed.discarded\","
                + " System.getProperty(\"closed.discarded\", \"\") + \"x\"); }");
        System.clearProperty("closed.discarded");
        jobs.adopt(plan("[Test]\nkey = a\n"));

        plan("[Test]\nkey = a\n[Test:new]\n").discard();

        // The probe of the second plan, whose section the old job has, is not counted twice either.
        assertThat(System.getProperty("closed.discarded")).isEqualTo("x");
    }
}
