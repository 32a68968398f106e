package io.puypuy.app.cli;

import io.puypuy.app.cli.Catalog.Item;
import io.puypuy.app.wizard.BackendQuestions;
import io.puypuy.app.wizard.Dialogue;
import io.puypuy.app.wizard.Question;
import io.puypuy.engine.settings.IniEdit;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The questions of the wizard, in their order. Writes nothing.
 *
 * @param backends types of the installed backends, each with a phrase that says what it is
 * @param say takes what is printed between the questions
 */
record WizardQuestions(Catalog catalog, Map<String, String> backends, Dialogue dialogue, Consumer<String> say) {
    static final String SELF = "SelfConfig";
    static final String TSDB = "TSDB";

    private static final List<String> SYSTEM_CHECKS =
            List.of("check_cpustats", "check_disks", "check_load_average", "check_memory", "check_network_bytes");
    private static final String ALL = "all";
    /** So that a line of the list fits a terminal. */
    private static final int MOST_PHRASE = 74;

    private static final String EMBEDDED = "Embedded";

    /**
     * What is to be done, once all questions are answered.
     *
     * @param text of the file
     * @param runUser who runs the daemon; empty for whoever starts it
     * @param checks to enable
     */
    record Plan(String text, boolean secret, String runUser, List<Item> checks, boolean service, boolean check) {}

    /**
     * Asks everything.
     *
     * @param text of the file as it is
     * @param root whether the user can be chosen who runs the daemon
     */
    Plan ask(String text, boolean root) throws IOException {
        say.accept("Enter takes what stands in brackets, " + Dialogue.NOTHING + " leaves it empty.");
        IniEdit tsdb = IniEdit.of(text, TSDB, "");
        askBackend(tsdb);
        boolean secret = BackendQuestions.holdsSecret(tsdb);
        IniEdit self = IniEdit.of(tsdb.text(), SELF, "");
        askNames(self);
        if (root) {
            String standing = self.get("run_user").orElse("");
            set(
                    self,
                    "run_user",
                    dialogue.ask(Question.of("User to run as (" + Dialogue.NOTHING + " for root)", standing)
                            .checked(WizardQuestions::user)));
        }
        return new Plan(
                self.text(),
                secret,
                self.get("run_user").orElse(""),
                askChecks(tsdb.get("tsdtype").orElse("")),
                dialogue.yes(Question.yesOrNo("Start it with the machine, as a service of systemd", false)),
                dialogue.yes(Question.yesOrNo("Try the backend afterwards", true)));
    }

    private void askBackend(IniEdit tsdb) throws IOException {
        int width = backends.keySet().stream().mapToInt(String::length).max().orElse(0);
        backends.forEach((type, phrase) -> say.accept(
                "  " + type + " ".repeat(width - type.length()) + "  " + Printable.line(phrase, MOST_PHRASE)));
        List<String> types = List.copyOf(backends.keySet());
        String old = tsdb.get("tsdtype").orElse(EMBEDDED);
        String answer = dialogue.ask(Question.of("Backend", old).checked(Question.oneOf(types)));
        String type =
                types.stream().filter(answer::equalsIgnoreCase).findFirst().orElseThrow();
        if (type.equalsIgnoreCase(tsdb.get("tsdtype").orElse(""))) {
            // As it is spelt; what is new comes behind it.
            tsdb.set("tsdtype", old);
        } else {
            tsdb.choose("tsdtype", type);
        }
        if (!BackendQuestions.note(type).isEmpty()) {
            say.accept(BackendQuestions.note(type));
        }
        BackendQuestions.ask(type, dialogue, tsdb);
    }

    private void askNames(IniEdit self) throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("cluster_name", "Name of the cluster");
        names.put("host_group", "Group of this host");
        names.put("location", "Location of this host");
        for (Map.Entry<String, String> name : names.entrySet()) {
            String key = name.getKey();
            set(
                    self,
                    key,
                    dialogue.ask(Question.of(name.getValue(), self.get(key).orElse(""))));
        }
    }

    /** What is empty need not be there. */
    private static void set(IniEdit section, String key, String value) {
        if (!value.isEmpty() || section.get(key).isPresent()) {
            section.set(key, value);
        }
    }

    private static Optional<String> user(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            principal(name);
            return Optional.empty();
        } catch (IOException unknown) {
            return Optional.of("there is no such user; create it first: useradd --system " + name);
        }
    }

    /** @throws IOException if there is no such user */
    static UserPrincipal principal(String name) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }

    /** Those that are not enabled yet. */
    private List<Item> askChecks(String backend) throws IOException {
        List<String> system = Stream.concat(SYSTEM_CHECKS.stream(), BackendQuestions.checks(backend).stream())
                .filter(name -> catalog.find(name).isPresent())
                .toList();
        say.accept("System checks: " + String.join(", ", system));
        Question question = Question.of(
                        "Checks to enable (" + ALL + " of them, names, or " + Dialogue.NOTHING + ")", ALL)
                .checked(answer -> words(answer).stream()
                        .filter(word -> !word.equals(ALL) && catalog.find(word).isEmpty())
                        .map(word -> EnableCommand.unknown(catalog, word))
                        .findFirst());
        Set<String> names = new LinkedHashSet<>();
        for (String word : words(dialogue.ask(question))) {
            names.addAll(word.equals(ALL) ? system : List.of(word));
        }
        return names.stream()
                .flatMap(name -> catalog.find(name).stream())
                .filter(item -> !item.enabled())
                .toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
