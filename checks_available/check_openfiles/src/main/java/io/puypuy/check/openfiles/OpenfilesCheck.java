package io.puypuy.check.openfiles;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pf4j.Extension;

/**
 * Open files of programs that the settings name, and of the whole machine. Source: /proc/pid/fd and /proc/pid/limits, pid files,
 * and file-nr, inode-nr and aio-nr in /proc/sys/fs. A program that cannot be looked at costs the others nothing.
 */
@Extension
public final class OpenfilesCheck implements Check {
    private static final Metric SYSTEM_USED =
            integer("openfiles_system_used", "files").help("files that the machine has open");
    private static final Metric SYSTEM_MAX =
            integer("openfiles_system_max", "files").help("most files that the machine can open");
    private static final Metric INODES_USED =
            integer("openfiles_inodes_used", "inodes").help("inodes that the kernel holds and that are in use");
    private static final Metric AIO_USED =
            integer("openfiles_aio_used", "requests").help("asynchronous requests that programs have room for");
    private static final String CHOSEN = "<name>";

    private final UnaryOperator<Path> pidFiles;
    private List<Watched> watched = List.of();

    /** Made by the core. */
    public OpenfilesCheck() {
        this(UnaryOperator.identity());
    }

    /**
     * For tests.
     *
     * @param pidFiles where a pid file really is
     */
    OpenfilesCheck(UnaryOperator<Path> pidFiles) {
        this.pidFiles = pidFiles;
    }

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("system");
    }

    @Override
    public String section() {
        return "Open Files";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Watched.open(CHOSEN),
                Watched.limit(CHOSEN),
                Watched.percent(CHOSEN),
                Watched.processes(CHOSEN),
                SYSTEM_USED,
                SYSTEM_MAX,
                INODES_USED,
                AIO_USED);
    }

    @Override
    public void configure(Settings settings) {
        watched = Watched.from(settings);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        machine(run);
        if (watched.isEmpty()) {
            return;
        }
        RunningPrograms running = RunningPrograms.now(run.files());
        for (Watched one : watched) {
            try {
                OpenFiles open = new OpenFiles(run.files());
                open.add(one.hasPidFile() ? processOf(one, run.files()) : running.processes(one.program()));
                open.report(one, run);
            } catch (CheckException | IOException e) {
                run.targetFailed(one.name(), e);
            }
        }
    }

    // Without the file the program does not run; a number that no process has any more is left by one that was killed.
    private List<String> processOf(Watched one, KernelFiles files) throws CheckException, IOException {
        Optional<String> text = files.readIfPresent(pidFiles.apply(Path.of(one.program())));
        if (text.isEmpty()) {
            return List.of();
        }
        LineWords words = LineWords.ofLine(text.get());
        if (!words.hasWord()) {
            throw new CheckException("the pid file " + one.program() + " is empty");
        }
        return List.of(Long.toString(words.count()));
    }

    private static void machine(CheckRun run) throws CheckException, IOException {
        KernelFiles files = run.files();
        Path fs = files.proc().resolve("sys/fs");
        LineWords open = LineWords.ofLine(files.read(fs.resolve("file-nr")));
        long used = open.count();
        // Free ones: always 0 since Linux 2.6.
        open.skip(1);
        run.add(SYSTEM_MAX, open.count());
        run.add(SYSTEM_USED, used);
        Optional<String> inodes = files.readIfPresent(fs.resolve("inode-nr"));
        if (inodes.isPresent()) {
            LineWords numbers = LineWords.ofLine(inodes.get());
            long held = numbers.count();
            run.add(INODES_USED, held - numbers.count());
        }
        Optional<String> requests = files.readIfPresent(fs.resolve("aio-nr"));
        if (requests.isPresent()) {
            run.add(AIO_USED, LineWords.ofLine(requests.get()).count());
        }
    }
}
