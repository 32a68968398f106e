package io.puypuy.app.daemon;

import io.puypuy.api.Origin;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.engine.status.EngineStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A process that behaves like the daemon as far as starting and ending it goes. */
final class StandIn {
    private StandIn() {}

    /** What it does after it has the lock. */
    enum Manner {
        STORES,
        SAYS_WHY_NOT,
        NEVER_STORES,
        IGNORES_TERM
    }

    static List<String> command(Path home, Manner manner) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StandIn.class.getName()));
        command.addAll(List.of(home.toString(), manner.name()));
        return command;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        DaemonFiles files = new DaemonFiles(Path.of(arguments[0]));
        Manner manner = Manner.valueOf(arguments[1]);
        Optional<DaemonLock> lock = DaemonLock.take(files.lock());
        if (lock.isEmpty()) {
            System.err.println("another one runs");
            System.exit(1);
        }
        if (manner == Manner.SAYS_WHY_NOT) {
            System.err.println("127.0.0.1:20202 is taken by another program");
            System.exit(1);
        }
        if (manner == Manner.IGNORES_TERM) {
            Runtime.getRuntime().addShutdownHook(new Thread(StandIn::waitForEver, "deaf"));
        }
        if (manner != Manner.NEVER_STORES) {
            StatusFile.write(files.status(), status(1));
        }
        waitForEver();
        lock.get().close();
    }

    static EngineStatus status(long collected) {
        BackendStatus backend = new BackendStatus(
                "default",
                "Embedded",
                BackendStatus.State.DELIVERING,
                "",
                new BackendStatus.Books(collected, collected, 0, 0, 0, 0, 0),
                0);
        return new EngineStatus(
                "1",
                ProcessHandle.current().pid(),
                1,
                1,
                new Origin("h", "", "", ""),
                1000,
                1,
                1,
                1,
                0,
                List.of(),
                List.of(backend),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
