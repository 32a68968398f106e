package io.puypuy.app.cli;

import io.puypuy.app.cli.Catalog.Item;
import io.puypuy.app.cli.WizardQuestions.Plan;
import io.puypuy.app.wizard.BackendQuestions;
import io.puypuy.app.wizard.ConfigFile;
import io.puypuy.app.wizard.Dialogue;
import io.puypuy.app.wizard.Question;
import io.puypuy.app.wizard.Service;
import io.puypuy.app.wizard.Sources;
import io.puypuy.engine.plugin.AvailablePlugins;
import io.puypuy.engine.settings.IniEdit;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;

/** Asks what PuyPuy needs to know. */
@CommandLine.Command(
        name = "wizard",
        description = "Ask a few questions and write conf/config.ini: backend, names of this host, checks, service.",
        footerHeading = "%n",
        footer = {
            "Enter takes what stands in brackets, - leaves it empty. Nothing is written before the last answer.",
            "The old file is kept as conf/config.ini.bak (.bak.2 and so on); comments and all other keys stay",
            "as they are. Answers may also come from a pipe, one in each line.",
            "",
            "Exit code: 0 written, and checked if that was asked for; 1 not written, or the check failed.",
            "",
            "Examples:",
            "  bin/puypuy config wizard",
            "  bin/puypuy config wizard < answers.txt"
        })
final class WizardCommand extends Command {
    private final Surroundings surroundings;

    /** What the wizard finds around itself. */
    interface Surroundings {
        Dialogue.Source answers();

        Service.Machine machine() throws IOException;

        /** Types of the installed backends, each with a phrase that says what it is. */
        Map<String, String> backends(Path folder) throws IOException, InterruptedException;
    }

    /** Those of this process. */
    static final class Own implements Surroundings {
        @Override
        public Dialogue.Source answers() {
            return Sources.ofThisProcess();
        }

        @Override
        public Service.Machine machine() throws IOException {
            return Service.Machine.ofThisProcess();
        }

        @Override
        public Map<String, String> backends(Path folder) throws IOException, InterruptedException {
            Map<String, String> types = AvailablePlugins.backendTypes(folder).byFolder();
            Map<String, String> phrases = new TreeMap<>();
            for (AvailablePlugins.Available available : AvailablePlugins.list(folder)) {
                if (types.containsKey(available.name())) {
                    phrases.put(types.get(available.name()), available.summary());
                }
            }
            return phrases;
        }
    }

    WizardCommand(Installation installation, Surroundings surroundings) {
        super(installation);
        this.surroundings = surroundings;
    }

    @Override
    int run() throws IOException, InterruptedException {
        Path file = installation().home().resolve("conf/config.ini");
        refuseSectionsElsewhere(file);
        for (Path each : List.of(file.resolveSibling(""), file)) {
            if (Files.exists(each) && !Files.isWritable(each)) {
                throw new AccessDeniedException(installation().shown(each));
            }
        }
        ConfigFile config = ConfigFile.read(file);
        Service.Machine machine = surroundings.machine();
        Dialogue dialogue = new Dialogue(surroundings.answers(), out());
        Map<String, String> backends =
                surroundings.backends(installation().home().resolve("backends"));
        if (backends.isEmpty()) {
            throw new IOException("there is no backend in backends/; this PuyPuy is not complete");
        }
        Catalog catalog = Catalog.read(installation().home());
        Plan plan = new WizardQuestions(catalog, backends, dialogue, this::say).ask(config.text(), machine.root());
        say("");
        List<String> changes = changes(config.text(), plan);
        say(changes.isEmpty() ? "Nothing changes." : "To be done:");
        changes.forEach(change -> say("  " + change));
        if (!changes.isEmpty()) {
            if (!dialogue.yes(Question.yesOrNo("Write this", true))) {
                return fail("nothing was written");
            }
            write(config, plan, machine);
        }
        boolean good = start("config", "check") && (!plan.check() || start("backend", "check"));
        sayNext(good, plan.service() && machine.canInstall());
        return good ? OK : FAILED;
    }

    /** A section may stand in any file, but only once. */
    private void refuseSectionsElsewhere(Path file) throws IOException {
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(file.resolveSibling(""), "*.ini")) {
            for (Path each : listed) {
                String text = new String(Files.readAllBytes(each), StandardCharsets.UTF_8);
                for (String section : List.of(WizardQuestions.TSDB, WizardQuestions.SELF)) {
                    if (!each.equals(file) && IniEdit.of(text, section, "").exists()) {
                        throw new IOException(installation().shown(each) + " has the section [" + section
                                + "], which the wizard writes to conf/config.ini; move it there first");
                    }
                }
            }
        }
    }

    /** One phrase for each thing that is to be done. */
    private static List<String> changes(String before, Plan plan) {
        List<String> changes = new ArrayList<>();
        for (String section : List.of(WizardQuestions.SELF, WizardQuestions.TSDB)) {
            IniEdit old = IniEdit.of(before, section, "");
            IniEdit next = IniEdit.of(plan.text(), section, "");
            for (String key : next.keys()) {
                if (!next.get(key).equals(old.get(key))) {
                    String shown = BackendQuestions.isSecret(key)
                            ? "(not shown)"
                            : next.get(key).orElse("");
                    changes.add("[" + section + "] " + key + " = " + shown);
                }
            }
            old.keys().stream()
                    .filter(key -> next.get(key).isEmpty())
                    .forEach(key -> changes.add("[" + section + "] " + key + " becomes a comment"));
        }
        plan.checks().forEach(item -> changes.add("enable " + item.name()));
        if (plan.service()) {
            changes.add("install " + Service.NAME);
        }
        return changes;
    }

    private void write(ConfigFile config, Plan plan, Service.Machine machine) throws IOException, InterruptedException {
        if (!config.text().equals(plan.text())) {
            boolean gives = machine.root() && !plan.runUser().isEmpty();
            Optional<UserPrincipal> reader =
                    gives ? Optional.of(WizardQuestions.principal(plan.runUser())) : Optional.empty();
            Optional<Path> backup = config.replace(
                    plan.text(), plan.secret() ? new ConfigFile.Readers(false, reader) : ConfigFile.Readers.ALL);
            say("conf/config.ini is written"
                    + backup.map(old -> "; the old one is " + installation().shown(old))
                            .orElse("") + "."
                    + (plan.secret() ? " It holds a secret: other users of this machine cannot read it." : ""));
        }
        Catalog catalog = Catalog.read(installation().home());
        for (Item item : plan.checks()) {
            catalog.enable(item);
            say(item.name() + " is enabled.");
        }
        if (plan.service()) {
            install(machine);
        }
    }

    private void install(Service.Machine machine) throws IOException, InterruptedException {
        Service service = new Service(
                machine,
                installation().home(),
                installation().launcher(),
                installation().environment());
        if (machine.canInstall()) {
            service.install(this::say);
            return;
        }
        say("The service can only be installed by root where systemd runs. It would be " + service.file() + ":");
        service.unit().lines().forEach(line -> say("  " + line));
        say("and then: systemctl daemon-reload && systemctl enable --now " + Service.NAME);
    }

    /** Runs a command by the launcher, which gives up root's rights where the daemon does; whether it succeeded. */
    private boolean start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(installation().launcher().toString()));
        command.addAll(List.of(arguments));
        say("");
        say("bin/puypuy " + String.join(" ", arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(line);
            }
        }
        return process.waitFor() == 0;
    }

    private void sayNext(boolean good, boolean service) throws IOException {
        say("");
        if (!good) {
            say("Next: bin/puypuy config wizard, once more, or an editor for conf/config.ini.");
        } else if (DaemonState.look(installation()).holder().isPresent()) {
            say("Next: nothing; the daemon that runs takes this over by itself.");
        } else {
            say("Next: " + (service ? "systemctl start " + Service.NAME : "bin/puypuy start"));
        }
    }
}
