package io.puypuy.app;

import io.puypuy.api.backend.ScrapePage;
import io.puypuy.app.daemon.DaemonFiles;
import io.puypuy.app.daemon.DaemonLock;
import io.puypuy.app.daemon.DaemonStart;
import io.puypuy.app.daemon.PidFile;
import io.puypuy.app.daemon.StatusFile;
import io.puypuy.app.log.LogSetup;
import io.puypuy.engine.Engine;
import io.puypuy.engine.Home;
import io.puypuy.engine.Part;
import io.puypuy.engine.ServerPart;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.ConfException;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.Health;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's main class: takes the lock, wires the parts, runs until SIGTERM or SIGINT. What keeps it from starting is
 * one sentence on standard error and exit code 1. No command line library is loaded here, because it starts slowly.
 */
public final class Daemon {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    /** What {@code stop} waits for; what then still runs is killed. */
    private static final Duration ORDERLY_END = Duration.ofSeconds(8);

    private static final long LOOK_MILLIS = 20;

    private final DaemonFiles files;
    private final LazyServer server;
    private final Engine engine;
    private final Health health = new Health();
    private boolean statusFails;

    private Daemon(Home home, DaemonFiles files, boolean foreground, boolean withServer) {
        this.files = files;
        this.server = new LazyServer(new ServerPart.Source(home.folder(), this::status, this::scrapePage, health));
        Part log = new LogPart(foreground);
        List<Part> more = withServer ? List.of(server, log) : List.of(log);
        this.engine = new Engine(home, version(), System.getenv(), server::store, more, this::cycleFinished);
        engine.report(server::intake);
    }

    static String version() {
        return Objects.requireNonNullElse(Daemon.class.getPackage().getImplementationVersion(), "unpacked");
    }

    /** No arguments; the system property {@code puypuy.home} says where PuyPuy is. */
    public static void main(String[] args) {
        live(true);
    }

    /**
     * Runs until it is told to end, and ends the process.
     *
     * @param withServer false leaves the embedded store and the HTTP server out, whatever the settings say
     */
    static void live(boolean withServer) {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("puypuy.home"), "use bin/puypuy run"));
        boolean foreground = System.getenv(DaemonStart.BACKGROUND) == null;
        int code = run(new Home(folder), foreground, withServer);
        LogSetup.close();
        // Threads of plugins that do not end must not keep the process.
        Runtime.getRuntime().halt(code);
    }

    private static int run(Home home, boolean foreground, boolean withServer) {
        DaemonFiles files = new DaemonFiles(home.folder());
        try {
            files.makeFolders();
            Optional<DaemonLock> lock = DaemonLock.take(files.lock());
            if (lock.isEmpty()) {
                System.err.println("already running: another process holds " + files.lock());
                return 1;
            }
            Files.deleteIfExists(files.status());
            return new Daemon(home, files, foreground, withServer).run();
        } catch (ConfException faulty) {
            System.err.println(faulty.getMessage());
        } catch (AccessDeniedException denied) {
            System.err.println(
                    "no permission to write " + denied.getFile() + " as user " + System.getProperty("user.name"));
        } catch (IOException impossible) {
            System.err.println("cannot start: " + impossible.getMessage());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private int run() throws ConfException, IOException, InterruptedException {
        CountDownLatch ending = new CountDownLatch(1);
        // The one that was written, whatever the settings say at the end.
        Path pidFile;
        try {
            engine.open();
            SelfConfig self = engine.self();
            pidFile = self.pidFile();
            PidFile.write(pidFile);
            engine.start();
            // Behind the start, because it takes some milliseconds; a signal before ends the process as it stands.
            Signals.on("TERM", ending::countDown);
            Signals.on("INT", ending::countDown);
            Signals.on("HUP", engine::reload);
            LOG.info(
                    "started, version {}, every {} s as host {}",
                    version(),
                    self.period().toSeconds(),
                    self.origin().host());
            if (firstCycleIsSettled(ending)) {
                write(engine.status());
            }
            ending.await();
        } finally {
            engine.close(ORDERLY_END);
            server.close();
        }
        PidFile.remove(pidFile);
        Files.deleteIfExists(files.status());
        LOG.info("stopped");
        return 0;
    }

    private EngineStatus status() {
        return engine.status();
    }

    private Optional<ScrapePage> scrapePage() {
        return engine.scrapePage();
    }

    private void cycleFinished(EngineStatus status) {
        health.cycleFinished(status);
        write(status);
    }

    /** Waits for it, so that {@code start} need not wait for the second cycle; false if that or the end comes before. */
    private boolean firstCycleIsSettled(CountDownLatch ending) throws InterruptedException {
        EngineStatus status = engine.status();
        while (!status.firstCycleIsSettled()) {
            if (status.cycles() > 1 || ending.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            status = engine.status();
        }
        return true;
    }

    /** On the thread of the cycles, and once on the main thread. */
    private synchronized void write(EngineStatus status) {
        try {
            StatusFile.write(files.status(), status);
            statusFails = false;
        } catch (IOException unwritable) {
            if (!statusFails) {
                LOG.warn("{} cannot be written: {}", files.status(), unwritable.toString());
            }
            statusFails = true;
        }
    }

    /** The log's settings; what they are is used at once. */
    private record LogPart(boolean foreground) implements Part {
        @Override
        public Change prepare(Conf conf, SelfConfig self) {
            return new Change() {
                @Override
                public void apply() {
                    LogSetup.to(self.log(), foreground);
                }

                @Override
                public void discard() {}
            };
        }
    }
}
