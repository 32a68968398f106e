package io.puypuy.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that was built elsewhere: made and used as checks_available/README.md says, with what a distribution has. */
final class DeliveredCheckIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));
    private static final String WORDS = """
            package words;
            public final class Words {
                public static String of() { return "%s"; }
            }
            """;
    private static final String CHECK = """
            package depot;
            import io.puypuy.api.*;
            import java.util.List;
            import org.pf4j.Extension;
            @Extension
            public final class DepotCheck implements Check {
                private static final Metric JOBS = Metric.integer("depot_jobs", "jobs").type("depot");
                private long jobs;
                @Override public String section() { return "Depot"; }
                @Override public List<Metric> metrics() { return List.of(JOBS); }
                @Override public void configure(Settings settings) { jobs = settings.integer("jobs", 1, 0, 9); }
                @Override public void collect(CheckRun run) { run.add(JOBS, jobs, Tags.of("words", words.Words.of())); }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** The folder as it is delivered. */
    private Path check(Path home, String words, boolean withLibrary) throws IOException, InterruptedException {
        Path made = Files.createDirectories(folder.resolve("made"));
        String api = home.resolve("core/lib") + "/*";
        Files.writeString(made.resolve("Words.java"), WORDS.formatted(words));
        Files.writeString(made.resolve("DepotCheck.java"), CHECK);
        Files.writeString(made.resolve("manifest"), "Plugin-Id: check_depot\nPlugin-Version: 1.0\n");
        run("javac", "--release", "17", "-d", made + "/library", made + "/Words.java");
        run(
                "javac",
                "--release",
                "17",
                "-cp",
                api + ":" + made + "/library",
                "-processor",
                "org.pf4j.processor.ExtensionAnnotationProcessor",
                "-d",
                made + "/classes",
                made + "/DepotCheck.java");
        Path delivered = folder.resolve("check_depot");
        Files.createDirectories(delivered.resolve("lib"));
        Files.writeString(delivered.resolve("README.md"), "# check_depot\n\nJobs of Depot.\n");
        if (withLibrary) {
            run("jar", "--create", "--file", delivered + "/lib/words.jar", "-C", made + "/library", ".");
        }
        run(
                "jar",
                "--create",
                "--file",
                delivered + "/check_depot.jar",
                "--manifest",
                made + "/manifest",
                "-C",
                made + "/classes",
                ".");
        return delivered;
    }

    private static void run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(JAVA.resolve("bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        succeed(command);
    }

    private static void succeed(List<String> command) throws IOException, InterruptedException {
        Installed.Ended ended = Installed.run(JAVA, command);
        assertThat(ended.code()).as("%s: %s", command, ended.text()).isZero();
    }

    private static void copy(Path delivered, Path home) throws IOException, InterruptedException {
        succeed(List.of("cp", "-R", delivered.toString(), home.resolve("checks_available") + "/"));
    }

    @Test
    void isCopiedTriedAndEnabledWhileTheDaemonRuns() throws Exception {
        try (Installed installed = Installed.in(folder)) {
            installed.start();
            copy(check(installed.home, "good day", true), installed.home);
            installed.write("conf/depot.ini", "[Depot]\njobs: 7\n");

            assertThat(installed.puypuy("checks").text().lines()).anyMatch(line -> line.matches("check_depot +no"));
            Installed.Ended once = installed.puypuy("once", "check_depot", "--interval", "10ms", "--explain");
            assertThat(once.code()).as(once.text()).isZero();
            assertThat(once.text()).contains("would send 1 point:").contains("depot_jobs 7 words=good day depot");
            assertThat(installed.puypuy("enable", "check_depot").code()).isZero();
            Installed.await("a run of it").until(() -> installed
                    .job("check_depot")
                    .filter(job -> job.state() == JobStatus.State.OK && job.points() == 1)
                    .isPresent());
            assertThat(installed.puypuy("config", "check").text()).doesNotContain("Depot");
            assertThat(installed.puypuy("stop").code()).isZero();
        }
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        try (Installed installed = Installed.in(folder)) {
            copy(check(installed.home, "good day", false), installed.home);
            assertThat(installed
                            .puypuy("once", "check_depot", "--interval", "10ms")
                            .text())
                    .contains("check_depot: NoClassDefFoundError: words/Words");

            Files.delete(installed.home.resolve("checks_available/check_depot/check_depot.jar"));
            assertThat(installed.puypuy("once", "check_depot").text())
                    .contains("checks_available/check_depot: no jar; copy or link the whole folder of a built plugin");
        }
    }
}
