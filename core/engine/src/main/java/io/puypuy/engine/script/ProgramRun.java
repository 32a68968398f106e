package io.puypuy.engine.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.launcher.CommandLauncherFactory;

/**
 * One run of a program in a session of its own, watched by the thread that asked for it: no other thread reads its
 * output, and none can be left hanging on a pipe. See "Scripts" in RATIONALE.md. One thread, once.
 */
final class ProgramRun {
    private static final int ERR_BYTES = 4096;
    private static final long MAX_ERR_BYTES = 1 << 20;
    private static final int BUFFER_BYTES = 8192;
    // What a pipe holds: read in one go, and never more, so that a fast writer does not keep us from the deadline.
    private static final int PIPE_BYTES = 1 << 16;
    private static final long SHORTEST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final ByteSink out;
    private final Tail err = new Tail(ERR_BYTES);
    private final long maxBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long outBytes;
    private long errBytes;

    /** @param maxBytes most bytes of standard output that are handed to {@code out} */
    ProgramRun(ByteSink out, long maxBytes) {
        this.out = out;
        this.maxBytes = maxBytes;
    }

    /**
     * Runs the program to its end. An interrupt ends it and is told by the result, not thrown, so that what it printed
     * until then is not lost.
     *
     * @param setsid the program of that name of util-linux
     * @param environment the whole of it
     * @throws IOException if it could not be started
     */
    Ending run(Path setsid, List<String> command, Map<String, String> environment, Path folder, Duration timeout)
            throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        // Java's child is no group leader, so setsid does not fork: the process that we hold leads the session.
        CommandLine line = new CommandLine(setsid.toFile());
        for (String word : command) {
            line.addArgument(word, false);
        }
        Process process = CommandLauncherFactory.createVMLauncher().exec(line, environment, folder);
        ProcessSession session = new ProcessSession(process);
        boolean ended = false;
        try {
            Ending.How how = watch(process, deadline);
            int leftBehind = 0;
            if (how == Ending.How.EXITED) {
                leftBehind = session.killLeftBehind();
            } else {
                session.end();
            }
            ended = true;
            if (how == Ending.How.EXITED) {
                how = readRest(process);
            }
            return new Ending(how, process.isAlive() ? -1 : process.exitValue(), err.text(), leftBehind);
        } finally {
            if (!ended) {
                session.end();
            }
        }
    }

    private Ending.How watch(Process process, long deadline) throws IOException {
        process.getOutputStream().close();
        long pause = SHORTEST_PAUSE_MILLIS;
        try {
            while (true) {
                if (process.waitFor(pause, TimeUnit.MILLISECONDS)) {
                    return Ending.How.EXITED;
                }
                boolean some = readAvailable(process);
                if (isTooMuch()) {
                    return Ending.How.TOO_MUCH_OUTPUT;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return Ending.How.TIMED_OUT;
                }
                pause = Math.min(left, some ? SHORTEST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            readAvailable(process);
            return Ending.How.INTERRUPTED;
        }
    }

    /** What an ended program still had in its pipes; the JDK closes them. */
    private Ending.How readRest(Process process) throws IOException {
        while (readAvailable(process) && !isTooMuch()) {
            // More than one pipe full, if it was read into memory when the program ended.
        }
        return isTooMuch() ? Ending.How.TOO_MUCH_OUTPUT : Ending.How.EXITED;
    }

    private boolean isTooMuch() {
        return outBytes > maxBytes || errBytes > Math.max(maxBytes, MAX_ERR_BYTES);
    }

    private boolean readAvailable(Process process) throws IOException {
        int outRead = readAvailable(process.getInputStream(), out, maxBytes - outBytes);
        int errRead = readAvailable(process.getErrorStream(), err, Long.MAX_VALUE);
        outBytes += outRead;
        errBytes += errRead;
        return outRead + errRead > 0;
    }

    /** Reads without waiting, up to one pipe full; hands on what is within the allowance. */
    private int readAvailable(InputStream in, ByteSink sink, long allowance) throws IOException {
        int read = 0;
        while (read < PIPE_BYTES && in.available() > 0) {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            int allowed = (int) Math.max(0, Math.min(count, allowance - read));
            if (allowed > 0) {
                sink.take(buffer, allowed);
            }
            read += count;
        }
        return read;
    }
}
