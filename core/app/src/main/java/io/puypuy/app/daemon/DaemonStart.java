package io.puypuy.app.daemon;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Starts a daemon in the background and waits until it is up, or until it is clear why it is not. */
public final class DaemonStart {
    /** Set for a daemon that runs in the background: its log goes to the log file only. */
    public static final String BACKGROUND = "PUYPUY_BACKGROUND";

    private static final long LOOK_MILLIS = 50;
    private static final Duration FIRST_NEWS = Duration.ofSeconds(3);
    private static final Duration MORE_NEWS = Duration.ofSeconds(10);
    private static final long ROOM = 4096;
    private static final Duration END = Duration.ofSeconds(10);

    private final DaemonPlace files;
    private final List<String> command;
    private final Goal goal;
    private final Consumer<String> news;

    /**
     * A way to start the daemon.
     *
     * @param command runs the daemon in the foreground
     * @param goal what is waited for
     * @param news takes one sentence now and then, when it takes long
     */
    public DaemonStart(DaemonPlace files, List<String> command, Goal goal, Consumer<String> news) {
        this.files = files;
        this.command = List.copyOf(command);
        this.goal = goal;
        this.news = news;
    }

    /**
     * When a daemon counts as started.
     *
     * @param limit how long that may take before the process is ended
     * @param awaited for a sentence that begins with "waiting for"
     * @param missed for a sentence that ends with "within 10 s"
     * @param reached asked again and again about the process that was started
     */
    public record Goal(Duration limit, String awaited, String missed, LongPredicate reached) {}

    /** How a start ended. */
    public sealed interface Result {}

    /** It runs, and what was waited for is reached. */
    public record Started(long pid) implements Result {}

    /** There was one already. */
    public record AlreadyRunning(long pid) implements Result {}

    /**
     * It does not run.
     *
     * @param reason in the daemon's own words where it said something; may have several lines
     */
    public record Failed(String reason) implements Result {}

    /** Starts it, unless it runs; returns when the result is known. */
    public Result start() throws InterruptedException {
        try {
            files.makeFolders();
            OptionalLong running = DaemonLock.holder(files.lock());
            if (running.isPresent()) {
                return new AlreadyRunning(running.getAsLong());
            }
            return await(launch());
        } catch (AccessDeniedException denied) {
            return new Failed(
                    "no permission to write " + denied.getFile() + " as user " + System.getProperty("user.name"));
        } catch (IOException impossible) {
            return new Failed("cannot start: " + impossible.getMessage());
        }
    }

    private Process launch() throws IOException {
        // A session of its own: closing the terminal does not end the daemon.
        ProcessBuilder builder = new ProcessBuilder("setsid");
        builder.command().addAll(command);
        builder.environment().put(BACKGROUND, "1");
        File log = files.startLog().toFile();
        builder.directory(files.workingFolder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log);
        return builder.start();
    }

    private Result await(Process process) throws IOException, InterruptedException {
        // Somebody who interrupts the start gets no half-started daemon.
        Thread undo = new Thread(process::destroy, "undo-start");
        Runtime.getRuntime().addShutdownHook(undo);
        long begin = System.nanoTime();
        long nextNews = FIRST_NEWS.toNanos();
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (goal.reached.test(process.pid())) {
                    return new Started(process.pid());
                }
                long passed = System.nanoTime() - begin;
                if (passed > goal.limit.toNanos()) {
                    end(process);
                    return new Failed(
                            goal.missed + " within " + goal.limit.toSeconds() + " s, so it was ended" + said());
                }
                if (passed > nextNews) {
                    news.accept("waiting for " + goal.awaited + ", " + TimeUnit.NANOSECONDS.toSeconds(passed)
                            + " s so far");
                    nextNews = passed + MORE_NEWS.toNanos();
                }
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            throw interrupted;
        } finally {
            Runtime.getRuntime().removeShutdownHook(undo);
        }
        return ended(process);
    }

    private Result ended(Process process) throws IOException {
        OptionalLong other = DaemonLock.holder(files.lock());
        if (other.isPresent()) {
            return new AlreadyRunning(other.getAsLong());
        }
        String said = said();
        if (!said.isEmpty()) {
            return new Failed(said.strip());
        }
        Path folder = files.startLog().resolveSibling("");
        // What it had to say did not find room either.
        return new Failed(
                Files.getFileStore(folder).getUsableSpace() < ROOM
                        ? "the disk with " + folder + " is full"
                        : "it ended with exit code " + process.exitValue() + " and said nothing");
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
    }

    /** What the daemon printed, each line on its own line after a line break; empty if nothing. */
    private String said() throws IOException {
        return Tail.of(files.startLog()).stream().map(line -> "\n" + line).reduce("", String::concat);
    }

    /** Whether this process was started that way. */
    public static boolean inBackground() {
        return System.getenv(BACKGROUND) != null;
    }
}
