package io.puypuy.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.schedule.Job.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckJobTest {
    private CompiledChecks checks;

    @BeforeEach
    void open(@TempDir Path folder) {
        checks = new CompiledChecks(folder);
    }

    @AfterEach
    void closeAll() {
        checks.close();
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
        checks.add("@SuppressWarnings(\"all\") public void collect(CheckRun run)"
                + " throws CheckException, java.io.IOException {"
                + " run.add(Metric.integer(\"m\", \"\"), 1); if (true) throw " + thrown + "; }");
        CheckJob job = checks.plan("[Test]\n").jobs().get(0);
        List<DataPoint> points = new ArrayList<>();

        assertThat(job.run(Instant.now(), points::add))
                .isEqualTo(Outcome.failed(message.replace("@", "in [Test] of conf/test.ini")));
        assertThat(points).hasSize(1);
    }

    @Test
    void faultNamesTheSectionOfItsTarget() throws Exception {
        checks.add("public void collect(CheckRun run) {"
                + " run.targetFailed(\"b\", new java.io.IOException(\"no answer from b:1 within 5 s\","
                + " new java.net.SocketTimeoutException())); }");

        assertThat(checks.plan("[Test:b]\n").jobs().get(0).run(Instant.now(), point -> {}))
                .isEqualTo(Outcome.failed("b: no answer from b:1 within 5 s;"
                        + " it is slow, or the time limit is too short in [Test:b] of conf/test.ini"));
        assertThat(checks.plan("").jobs().get(0).run(Instant.now(), point -> {}).message())
                .endsWith(" in [Test], a section that conf/ does not have so far");
    }

    @Test
    void noSettingIsNamedForAFaultOfTheKernelsFiles() throws Exception {
        checks.add("public void collect(CheckRun run) throws java.io.IOException {"
                + " try { run.files(); } catch (AssertionError none) { throw new java.io.IOException(\"gone\"); } }");

        assertThat(checks.plan("[Test]\n").jobs().get(0).run(Instant.now(), point -> {}))
                .isEqualTo(Outcome.failed("gone"));
    }

    @Test
    void endlessRecursionFailsTheRun() throws Exception {
        checks.add("public void collect(CheckRun run) { collect(run); }");
        assertThat(checks.plan("").jobs().get(0).run(Instant.now(), point -> {}))
                .isEqualTo(Outcome.failed("java.lang.StackOverflowError"));
    }

    @Test
    void interruptIsPassedOnAndTheContextClassLoaderRestored() throws Exception {
        checks.add("public void collect(CheckRun run) throws InterruptedException {"
                + " throw new InterruptedException(); }");
        CheckJob job = checks.plan("").jobs().get(0);
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        assertThatThrownBy(() -> job.run(Instant.now(), point -> {})).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void closeReachesTheCheckOnce() throws Exception {
        checks.add("public void close() { System.setProperty(\"closed.here\","
                + " System.getProperty(\"closed.here\", \"\") + \"x\"); throw new IllegalStateException(\"badly\"); }");
        System.clearProperty("closed.here");
        CheckJob job = checks.plan("").jobs().get(0);

        job.close();
        job.close();

        assertThat(System.getProperty("closed.here")).isEqualTo("x");
    }
}
