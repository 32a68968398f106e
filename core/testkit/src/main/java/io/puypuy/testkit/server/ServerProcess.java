package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The process of one server with its folder. A test may stop or kill it and start it again, on the same ports and with
 * what it stored. For one thread; also closed when the tests' JVM ends.
 */
public final class ServerProcess implements AutoCloseable {
    /** What to run; writes the files that the server needs first. */
    interface Command {
        List<String> in(Path folder) throws IOException;
    }

    /** Whether the server serves by now; a fault of input or output means no. */
    interface Readiness {
        boolean serves() throws IOException;
    }

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);
    private static final int TAIL_BYTES = 4096;

    private final String name;
    private final Path folder;
    private final Duration startLimit;
    private final Readiness readiness;
    private final List<String> command;
    private final Thread closeAtExit = new Thread(this::close, "server-end");
    private Process process;

    private ServerProcess(String name, Path folder, Duration startLimit, Command command, Readiness readiness)
            throws IOException {
        this.name = name;
        this.folder = folder;
        this.startLimit = startLimit;
        this.readiness = readiness;
        this.command = command.in(folder);
        this.process = launch();
    }

    /**
     * Starts a server and waits until it serves.
     *
     * @throws IllegalStateException with the end of its output, if it ends or does not serve within the limit
     */
    static ServerProcess start(String name, Duration startLimit, Command command, Readiness readiness) {
        Path folder = createFolder(name);
        ServerProcess started;
        try {
            started = new ServerProcess(name, folder, startLimit, command, readiness);
        } catch (IOException e) {
            delete(folder);
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(started.closeAtExit);
        try {
            started.awaitReady();
        } catch (IllegalStateException e) {
            started.close();
            throw e;
        }
        return started;
    }

    /** The number of the process that runs, or ran last. */
    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Where the server keeps its files. */
    public Path folder() {
        return folder;
    }

    /** The end of what the server printed, at most 4 KiB; empty after {@link #close}. */
    public String output() {
        try (RandomAccessFile file = new RandomAccessFile(outputFile().toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            byte[] tail = new byte[TAIL_BYTES];
            int length = Math.max(0, file.read(tail));
            return new String(tail, 0, length, UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Asks the server to end and waits until it has; one that has not after 20 seconds is killed. Keeps what it stored. */
    public void stop() {
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
    }

    /** Ends the server at once, as a crash does. Keeps what it stored. */
    public void kill() {
        process.destroyForcibly();
        if (!awaitEnd()) {
            throw new IllegalStateException(name + " with pid " + pid() + " outlives SIGKILL");
        }
    }

    /** Starts the server again with the same ports and files, after stopping it if it runs; returns when it serves. */
    public void restart() {
        stop();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    /** Ends the server and removes its folder. */
    @Override
    public void close() {
        stop();
        delete(folder);
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException ending) {
            // The JVM ends already: the hook finds nothing to do.
        }
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile().toFile()));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private Path outputFile() {
        return folder.resolve("output");
    }

    private void awaitReady() {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_AGAIN)
                    .atMost(startLimit)
                    .until(() -> {
                        return !process.isAlive() || serves();
                    });
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    name + " does not serve after " + startLimit.toSeconds() + " s; it said: " + output(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    name + " ended with code " + process.exitValue() + "; it said: " + output());
        }
    }

    private boolean serves() {
        try {
            return readiness.serves();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static Path createFolder(String name) {
        try {
            return Files.createTempDirectory(name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
