package io.puypuy.app.cli;

import io.puypuy.app.daemon.DaemonLock;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.settings.Nearest;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBooks;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolFiles;
import io.puypuy.engine.spool.SpoolListing;
import io.puypuy.engine.spool.SpoolOrder;
import io.puypuy.engine.spool.SpoolOrders;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.engine.status.EngineStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** What changes a spool: has it done by the daemon, which owns the spools, or does it where none runs. */
abstract class SpoolOrderCommand extends Command {
    /** A receiver may answer late, and nothing is done while a request is under way. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofMillis(100);

    private static final SpoolBooks NO_BOOKS = new SpoolBooks() {
        @Override
        public void found(long points) {}

        @Override
        public void dropped(long points) {}

        @Override
        public void onDisk(long files, long bytes) {}
    };

    @Parameters(
            arity = "0..*",
            paramLabel = "BACKEND",
            description =
                    "Names as \"bin/puypuy spool\" lists them, or labels: \"default\" for [TSDB]; default is all.")
    private List<String> names = new ArrayList<>();

    SpoolOrderCommand(Installation installation) {
        super(installation);
    }

    final SelfConfig self() throws IOException {
        return installation().usable(installation()::selfConfig);
    }

    /** The spools that are meant. */
    final List<SpoolListing> spools() throws IOException {
        List<SpoolListing> all = SpoolListing.readAll(self().spool(), 0);
        if (names.isEmpty()) {
            return all;
        }
        List<SpoolListing> chosen = new ArrayList<>();
        for (String name : names) {
            List<SpoolListing> named = all.stream()
                    .filter(spool -> name.equals(spool.name()) || name.equals(label(spool)))
                    .toList();
            if (named.isEmpty()) {
                List<String> known = all.stream().map(SpoolListing::name).toList();
                throw wrong("there is no spool of a backend \"" + name + "\"; "
                        + Nearest.to(name, known)
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse(
                                        known.isEmpty()
                                                ? "there is none at all"
                                                : "there are " + String.join(", ", known)));
            }
            chosen.addAll(named);
        }
        return chosen.stream().distinct().toList();
    }

    private static String label(SpoolListing spool) {
        int end = spool.name().lastIndexOf('-');
        return end < 0 ? spool.name() : spool.name().substring(0, end);
    }

    /** One order for one spool. */
    record Given(SpoolListing spool, SpoolOrder order) {
        static Given of(SpoolListing spool, SpoolOrder.Kind kind, long upToMillis) {
            return new Given(
                    spool,
                    new SpoolOrder(kind, upToMillis, ProcessHandle.current().pid()));
        }
    }

    /** Has the orders carried out and waits for it; those without an answer were not carried out yet. */
    final Map<Given, SpoolOrder.Answer> carryOut(List<Given> given) throws IOException, InterruptedException {
        SelfConfig self = self();
        List<Given> open = new ArrayList<>();
        for (Given each : given) {
            if (isOwned(each.spool())) {
                new SpoolOrders(self.spool().resolve(each.spool().name())).give(each.order());
                open.add(each);
            }
        }
        Duration most = PATIENCE.plus(self.period().multipliedBy(2));
        long end = System.nanoTime() + most.toNanos();
        Map<Given, SpoolOrder.Answer> answers = new LinkedHashMap<>();
        boolean byDaemon = !carryOutWithoutDaemon(open, self);
        takeAnswers(open, answers, self);
        if (byDaemon && !open.isEmpty()) {
            say("The daemon does it after its next cycle ...");
        }
        while (byDaemon && !open.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(LOOK.toMillis());
            byDaemon = !carryOutWithoutDaemon(open, self);
            takeAnswers(open, answers, self);
        }
        for (Given each : open) {
            fail(each.spool().name()
                    + (byDaemon
                            ? ": the daemon has not done it within " + DurationText.shortly(most)
                                    + "; it will, at its next start at the latest"
                            : ": not done, because the disk fails"));
        }
        return answers;
    }

    private static void takeAnswers(List<Given> open, Map<Given, SpoolOrder.Answer> answers, SelfConfig self)
            throws IOException {
        for (Given each : List.copyOf(open)) {
            Path folder = self.spool().resolve(each.spool().name());
            Optional<SpoolOrder.Answer> answer = new SpoolOrders(folder).takeAnswer(each.order());
            if (answer.isPresent()) {
                answers.put(each, answer.get());
                open.remove(each);
            }
        }
    }

    /** Whether the daemon, if one runs, has the backend of this spool. */
    private boolean isOwned(SpoolListing spool) throws IOException {
        Optional<EngineStatus> status = DaemonState.look(installation()).status();
        if (status.isEmpty()) {
            return true;
        }
        for (BackendStatus backend : status.get().backends()) {
            if (spool.name().equals(backend.name() + "-" + backend.type().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        fail(spool.name() + ": the daemon that runs has no such backend; stop it first");
        return false;
    }

    /** With the daemon's lock in hand, so that none can start meanwhile; false if one runs. */
    private boolean carryOutWithoutDaemon(List<Given> open, SelfConfig self) throws IOException {
        installation().files().makeFolders();
        Optional<DaemonLock> free = DaemonLock.take(installation().files().lock());
        if (free.isEmpty()) {
            return false;
        }
        try (DaemonLock lock = free.get()) {
            SpoolBounds bounds = SpoolBounds.of(self.maxCacheFiles(), self.maxCacheBytes());
            for (String name :
                    open.stream().map(each -> each.spool().name()).distinct().toList()) {
                Path folder = self.spool().resolve(name);
                Spool spool = new Spool(folder, bounds, SpoolFiles.disk(), InstantSource.system());
                spool.open(NO_BOOKS);
                spool.obeyOrders();
            }
        }
        return true;
    }
}
