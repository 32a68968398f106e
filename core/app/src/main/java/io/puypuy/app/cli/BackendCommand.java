package io.puypuy.app.cli;

import io.puypuy.api.PointStore;
import io.puypuy.engine.BackendTrial;
import io.puypuy.engine.Home;
import io.puypuy.engine.ServerNeeds;
import io.puypuy.engine.probe.BackendProbe;
import io.puypuy.engine.probe.Step;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.Nearest;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.server.Pages;
import io.puypuy.server.store.QuestStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** What has to do with the backends. */
@CommandLine.Command(
        name = "backend",
        description = "Look at the backends in conf/.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = {"Example:", "  bin/puypuy backend check"})
final class BackendCommand extends Command {
    BackendCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() {
        throw wrong("backend needs to know what to do, such as \"backend check\"");
    }

    /** Goes to each receiver and has a point accepted. */
    @CommandLine.Command(
            name = "check",
            description = "Connect to each backend's receiver, log in, and have one point accepted.",
            footerHeading = "%n",
            footer = {
                "The point is puypuy_probe with the value 1. A daemon that runs, and what waits in the spool,",
                "are left alone. A step that fails says which setting to change.",
                "",
                "Exit code: 0 every backend takes points, 1 at least one does not.",
                "",
                "Examples:",
                "  bin/puypuy backend check",
                "  bin/puypuy backend check default        [TSDB] only, and not [TSDB:name]"
            })
    static final class Check extends Command {
        private static final String EMBEDDED = "Embedded";

        private final Clock clock;
        // Asked by the embedded backend when it sends.
        private final AtomicReference<Optional<PointStore>> store = new AtomicReference<>(Optional.empty());

        @Parameters(
                arity = "0..*",
                paramLabel = "NAME",
                description = "Labels of [TSDB:NAME], and \"default\" for [TSDB]; default is all.")
        private List<String> names = new ArrayList<>();

        Check(Installation installation, Clock clock) {
            super(installation);
            this.clock = clock;
        }

        @Override
        int run() throws IOException, InterruptedException {
            DaemonState daemon = DaemonState.look(installation());
            Home home = new Home(installation().home());
            try (BackendTrial trial = BackendTrial.open(home, installation().environment(), store::get)) {
                List<String> wanted = wanted(trial.names());
                List<Fault> faults = trial.faults();
                faults.forEach(fault -> say(coloured(fault.warning() ? "yellow" : "red", fault.toString())));
                int good = 0;
                for (BackendProbe probe : trial.probes()) {
                    if (wanted.contains(probe.name()) && check(probe, daemon)) {
                        good++;
                    }
                }
                say("Usable: " + good + " of " + Printable.counted(wanted.size(), "backend") + ".");
                return good == wanted.size() ? OK : FAILED;
            }
        }

        private List<String> wanted(List<String> all) {
            for (String name : names) {
                if (!all.contains(name)) {
                    throw wrong("there is no backend \"" + name + "\"; "
                            + Nearest.to(name, all)
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("there are " + String.join(", ", all)));
                }
            }
            return names.isEmpty() ? all : names.stream().distinct().toList();
        }

        private boolean check(BackendProbe probe, DaemonState daemon) throws IOException, InterruptedException {
            String place = probe.endpoint().map(endpoint -> " at " + endpoint).orElse("");
            say(probe.name() + ": " + probe.type() + place);
            if (probe.endpoint().isEmpty() && (probe.isFetched() || isEmbedded(probe))) {
                return daemon.holder().isPresent() ? sayOfDaemon(probe, daemon) : checkHere(probe);
            }
            return probe.run(this::say);
        }

        private static boolean isEmbedded(BackendProbe probe) {
            return probe.type().equalsIgnoreCase(EMBEDDED);
        }

        /** What is inside the daemon is only known to it. */
        private boolean sayOfDaemon(BackendProbe probe, DaemonState daemon) {
            Optional<BackendStatus> known = daemon.status().stream()
                    .flatMap(status -> status.backends().stream())
                    .filter(backend -> backend.name().equals(probe.name()))
                    .filter(backend -> backend.type().equals(probe.type()))
                    .findFirst();
            if (known.isEmpty()) {
                say(line(false, "the daemon that runs does not have it; \"bin/puypuy status\" may say why"));
                return false;
            }
            BackendStatus backend = known.get();
            boolean good = backend.state() == BackendStatus.State.DELIVERING;
            say(line(
                    good,
                    "the daemon that runs has it: "
                            + backend.state().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", last success "
                            + Times.ago(backend.lastSuccessMillis(), clock.millis())
                            + (backend.message().isEmpty() ? "" : "; " + backend.message())));
            return good;
        }

        private boolean checkHere(BackendProbe probe) throws IOException, InterruptedException {
            Conf conf = installation().conf();
            Pages.Wanted wanted;
            try {
                // As the daemon does, which does not start with faults either.
                wanted = installation()
                        .usable(read -> Pages.wanted(
                                read, ServerNeeds.of(read), installation().home()));
            } catch (IOException faulty) {
                String.valueOf(faulty.getMessage()).lines().forEach(fault -> say(line(false, fault)));
                return false;
            }
            if (probe.isFetched()) {
                // Whether it can listen there is seen when it starts.
                String page =
                        wanted.web().orElseThrow().url().resolve("metrics").toString();
                say(line(true, "others will fetch its points at " + page + " when the daemon runs"));
                return true;
            }
            try (QuestStore opened = QuestStore.open(wanted.store().orElseThrow())) {
                store.set(Optional.of(opened));
                return probe.run(this::say);
            } catch (IOException unusable) {
                say(line(
                        false,
                        conf.remark(ServerNeeds.SERVER, "", "path", String.valueOf(unusable.getMessage()))
                                .toString()));
                return false;
            } finally {
                store.set(Optional.empty());
            }
        }

        private void say(Step step) {
            String words = String.format(
                    Locale.ROOT, "%-15s %8s  %s", step.kind(), DurationText.shortly(step.took()), step.words());
            say(line(step.ok(), words));
        }

        private String line(boolean ok, String words) {
            return "  " + (ok ? coloured("green", "ok") + "      " : coloured("red", "failed") + "  ") + words;
        }
    }
}
