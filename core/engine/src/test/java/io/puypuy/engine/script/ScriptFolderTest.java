package io.puypuy.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.engine.schedule.Job.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ScriptFolderTest {
    private static final String EMPTY = "#!/bin/sh\n";

    private final Path folder;
    private final Scripts scripts;
    private ScriptFolder scriptFolder;

    ScriptFolderTest(@TempDir Path folder) {
        this.folder = folder;
        this.scripts = new Scripts(folder);
        this.scriptFolder =
                new ScriptFolder(folder, name -> true, scripts.context(), Scripts.runner(), scripts.counters);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (ScriptJob job : scriptFolder.scan()) {
            names.add(job.name());
        }
        return names;
    }

    @Test
    void findsScriptsAndLinksByName(@TempDir Path elsewhere) throws Exception {
        Files.createSymbolicLink(folder.resolve("check_b.pl"), new Scripts(elsewhere).write("other", EMPTY));
        scripts.write("check_a.sh", EMPTY);
        Files.writeString(folder.resolve("README.md"), "");
        Files.writeString(folder.resolve(".gitignore"), "");
        assertThat(names()).containsExactly("check_a.sh", "check_b.pl");
        assertThat(scriptFolder.problems()).isEmpty();
    }

    @Test
    void anythingElseIsAProblem() throws Exception {
        scripts.write("random.sh", EMPTY);
        Files.writeString(folder.resolve("check_not_executable"), EMPTY);
        Files.createDirectory(folder.resolve("check_folder"));
        Files.createSymbolicLink(folder.resolve("check_gone"), Path.of("nowhere"));
        scripts.write("check_text", "hello\n");
        assertThat(names()).isEmpty();
        assertThat(scriptFolder.problems())
                .containsExactly(
                        folder.getFileName() + "/check_folder: is no file",
                        folder.getFileName() + "/check_gone: is a link to a file that does not exist",
                        folder.getFileName() + "/check_not_executable: is not executable; run chmod +x on it",
                        folder.getFileName()
                                + "/check_text: does not say what runs it; write a first line such as #!/bin/bash",
                        folder.getFileName() + "/random.sh: is no script: the name of a script begins with check_");
    }

    @Test
    void interpreterThatNoFileCanHaveIsAProblemOfItsScriptOnly() throws Exception {
        scripts.write("check_damaged", "#!/bin/ba\0sh\n");
        scripts.write("check_fine", EMPTY);
        assertThat(names()).containsExactly("check_fine");
        assertThat(scriptFolder.problems())
                .singleElement()
                .asString()
                .startsWith(folder.getFileName() + "/check_damaged: names an interpreter that is not there: ");
    }

    @Test
    void interpreterMayHaveAnyNameThatAFileMayHave(@TempDir Path elsewhere) throws Exception {
        Path interpreter = Files.createSymbolicLink(
                Files.createDirectory(elsewhere.resolve("übung")).resolve("sh"), Path.of("/bin/sh"));
        scripts.write("check_a", "#!" + interpreter + "\n");
        assertThat(names()).as("%s", scriptFolder.problems()).containsExactly("check_a");
    }

    @Test
    void repairedFileIsAScriptInTheNextCycle(@TempDir Path elsewhere) throws Exception {
        Path target = Files.writeString(elsewhere.resolve("x"), EMPTY);
        Files.createSymbolicLink(folder.resolve("check_x"), target);
        assertThat(names()).isEmpty();
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        assertThat(names()).containsExactly("check_x");
        assertThat(scriptFolder.problems()).isEmpty();
    }

    @Test
    void unchangedScriptKeepsItsJob() throws Exception {
        Path changed = scripts.write("check_a", EMPTY);
        scripts.write("check_b", EMPTY);
        List<ScriptJob> first = scriptFolder.scan();
        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(5)));
        List<ScriptJob> second = scriptFolder.scan();
        assertThat(second.get(0)).isNotSameAs(first.get(0));
        assertThat(second.get(1)).isSameAs(first.get(1));
        Files.delete(changed);
        assertThat(scriptFolder.scan()).containsExactly(first.get(1));
    }

    @Test
    void missingFolderIsAProblem() throws Exception {
        scripts.write("check_a", EMPTY);
        scriptFolder = new ScriptFolder(
                folder.resolve("none"), name -> true, scripts.context(), Scripts.runner(), scripts.counters);
        assertThat(names()).isEmpty();
        assertThat(scriptFolder.problems()).containsExactly("none: there is no such folder");
    }

    @Test
    void fiveHundredScriptsInOneCycle() throws Exception {
        for (int i = 0; i < 500; i++) {
            scripts.write("check_" + i + ".sh", "#!/bin/sh\necho metric_" + i + " " + i + " t stack\n");
        }
        List<ScriptJob> jobs = scriptFolder.scan();
        jobs.get(0).run(Instant.now(), scripts.points::add);
        long filesBefore = openFiles();
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try {
            List<Future<Outcome>> runs = new ArrayList<>();
            for (ScriptJob job : jobs) {
                runs.add(pool.submit(() -> job.run(Instant.now(), scripts.points::add)));
            }
            for (Future<Outcome> run : runs) {
                assertThat(run.get()).isEqualTo(Outcome.OK);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(scripts.points).hasSize(501);
        assertThat(scripts.counters.leftBehind()).isZero();
        await().untilAsserted(() -> {
            assertThat(scripts.left()).isEmpty();
            assertThat(openFiles()).isLessThanOrEqualTo(filesBefore + 2);
            assertThat(ProcessHandle.current().children()).isEmpty();
            assertThat(foreignThreads()).isEmpty();
        });
    }

    private static long openFiles() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    /** Threads of scripts; the JDK keeps those that wait for processes for a minute. */
    private static List<String> foreignThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pool-") || name.startsWith("Exec") || name.startsWith("Commons"))
                .toList();
    }
}
