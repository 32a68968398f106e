package io.puypuy.app.daemon;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the daemon: asks it to, and kills it when it does not in time. */
public final class DaemonStop {
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private final DaemonPlace files;
    private final Duration patience;

    /**
     * A way to end the daemon.
     *
     * @param patience how long it may take to end its cycle and write what is in memory
     */
    public DaemonStop(DaemonPlace files, Duration patience) {
        this.files = files;
        this.patience = patience;
    }

    /** How it went. */
    public sealed interface Result {}

    /** There was nothing to end. */
    public record NotRunning() implements Result {}

    /** It ended by itself. */
    public record Stopped(long pid, Duration took) implements Result {}

    /**
     * It did not end in time.
     *
     * @param killed the daemon and what it had started, each with process id and program
     */
    public record Killed(long pid, List<String> killed) implements Result {}

    /** It still runs, or nobody can say. */
    public record Failed(String reason) implements Result {}

    /** Ends it; returns when it has ended. */
    public Result stop() throws InterruptedException {
        try {
            OptionalLong holder = DaemonLock.holder(files.lock());
            if (holder.isEmpty()) {
                return new NotRunning();
            }
            long pid = holder.getAsLong();
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            return process.isPresent() ? stop(process.get()) : new NotRunning();
        } catch (AccessDeniedException denied) {
            return new Failed("no permission for " + denied.getFile() + " as user " + System.getProperty("user.name"));
        } catch (IOException unknown) {
            return new Failed("cannot find out whether it runs: " + unknown.getMessage());
        }
    }

    private Result stop(ProcessHandle process) throws InterruptedException {
        long begin = System.nanoTime();
        if (!process.destroy() && process.isAlive()) {
            String owner = process.info().user().orElse("another user");
            return new Failed("user " + System.getProperty("user.name") + " has no permission to end process "
                    + process.pid() + ", which belongs to " + owner
                    + "; if it was started before run_user was set, end it with \"kill " + process.pid() + "\"");
        }
        if (ends(process, patience)) {
            return new Stopped(process.pid(), Duration.ofNanos(System.nanoTime() - begin));
        }
        // Before the daemon goes: afterwards nobody knows whose they were.
        List<ProcessHandle> children = process.descendants().toList();
        List<String> killed = new ArrayList<>();
        kill(process, killed);
        children.forEach(child -> kill(child, killed));
        return ends(process, AFTER_KILL)
                ? new Killed(process.pid(), killed)
                : new Failed("process " + process.pid() + " was killed but does not end; is a disk or mount hanging?");
    }

    private static void kill(ProcessHandle process, List<String> killed) {
        String program = process.info().command().orElse("unknown program");
        if (process.destroyForcibly()) {
            killed.add(process.pid() + " (" + program + ")");
        }
    }

    private static boolean ends(ProcessHandle process, Duration within) throws InterruptedException {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException still) {
            return false;
        } catch (ExecutionException impossible) {
            return !process.isAlive();
        }
    }
}
