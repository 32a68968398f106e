package io.puypuy.engine.script;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.launcher.CommandLauncherFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All processes of one running program: its session, and whoever outside still holds its output open. One thread.
 */
final class ProcessSession {
    /** Between TERM and KILL. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(ProcessSession.class);

    /** How long what was sent KILL may take to be gone; longer only if the kernel itself holds it. */
    private static final Duration KILL_WAIT = Duration.ofSeconds(2);

    private static final long LOOK_MILLIS = 10;
    // A filter behind the program's output sees its end a moment after the program's.
    private static final int LEFT_BEHIND_LOOKS = 5;

    // The kernel has 32,768 numbers at least, and no machine starts as many processes as quickly.
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Process leader;
    private final long begin = System.nanoTime();
    private final Set<String> pipes;
    private boolean interrupted;

    ProcessSession(Process leader) {
        this.leader = leader;
        this.pipes = ProcessTable.outputPipes(leader.pid());
    }

    /**
     * Ends everything: TERM, and KILL for what is still there after {@link #GRACE}. An interrupt cuts the grace short
     * and is kept.
     */
    void end() {
        terminate();
        kill();
        passInterruptOn();
    }

    /**
     * Kills what the program, which has ended, left running. Without TERM and a long grace: the JDK reads the pipes of
     * an ended program until nobody writes any more, into memory without a limit.
     *
     * @return how many processes that were; those that ended with the program are none
     */
    int killLeftBehind() {
        ProcessTable.Seen seen = look();
        int leftBehind = 0;
        for (int looks = 0; !seen.nothing() && looks < LEFT_BEHIND_LOOKS; looks++) {
            pause();
            seen = look();
            leftBehind = Math.max(leftBehind, seen.living().size());
        }
        if (!seen.nothing()) {
            kill();
        }
        passInterruptOn();
        return seen.nothing() ? 0 : leftBehind;
    }

    private void terminate() {
        signalGroup("TERM");
        for (ProcessHandle member : look().living()) {
            member.destroy();
        }
        // By its handle: Process.destroy would close the pipes, with what is still in them. It may not lead its group
        // yet, or the shell may not have been started.
        leader.toHandle().destroy();
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (!interrupted && System.nanoTime() - deadline < 0 && !isGone()) {
            pause();
        }
    }

    private void kill() {
        long deadline = System.nanoTime() + KILL_WAIT.toNanos();
        // Only when something of the session was just seen: else its number might be somebody else's by now.
        if (leader.isAlive() || !look().nothing()) {
            signalGroup("KILL");
        }
        while (!isGone()) {
            if (System.nanoTime() - deadline >= 0) {
                log.warn("Processes of session {} are still there after KILL.", leader.pid());
                return;
            }
            leader.toHandle().destroyForcibly();
            for (ProcessHandle member : look().living()) {
                member.destroyForcibly();
            }
            pause();
        }
    }

    private boolean isGone() {
        return !leader.isAlive() && look().living().isEmpty();
    }

    private ProcessTable.Seen look() {
        return ProcessTable.look(leader.pid(), pipes, System.nanoTime() - begin < RECENT_NANOS);
    }

    /**
     * Signals all members at once, so that none can escape by forking. Java cannot do this; the shell's own command can,
     * and needs no package.
     */
    private void signalGroup(String signal) {
        CommandLine command = new CommandLine("/bin/sh")
                .addArgument("-c", false)
                .addArgument("kill -s \"$0\" -- \"-$1\" 2>/dev/null", false)
                .addArgument(signal, false)
                .addArgument(Long.toString(leader.pid()), false);
        try {
            Process shell = CommandLauncherFactory.createVMLauncher().exec(command, Map.of());
            if (!shell.waitFor(KILL_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            log.warn("Cannot signal the process group {}: {}", leader.pid(), e.getMessage());
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    private void pause() {
        try {
            if (leader.isAlive()) {
                leader.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
                interrupted |= Thread.interrupted();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    private void passInterruptOn() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
