package io.puypuy.app.wizard;

import io.puypuy.engine.settings.IniEdit;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the wizard asks for each type of backend: the keys without which it cannot deliver. All others are explained in
 * {@code conf/config.ini}.
 */
public final class BackendQuestions {
    private static final Item USER =
            new Item("user", Question.of("User (Enter or - if the server asks for none)", ""), "");
    private static final Item PASS = new Item(
            "pass", Question.of("Password", "").checked(Question::required).hidden(), "user");

    private static final List<String> ACCESS = List.of(USER.key(), PASS.key());

    private static final Map<String, List<Item>> TABLE = Map.of(
            "embedded",
            List.of(),
            "prometheus",
            List.of(),
            "influxdb",
            List.of(
                    address("http://127.0.0.1:8086"),
                    USER,
                    PASS,
                    required("database", "Database", "puypuy"),
                    new Item(
                            "create_database",
                            Question.of("Create it if it is missing (yes or no)", "yes")
                                    .checked(Question::truthValue),
                            "")),
            "influxdb2",
            List.of(
                    address("http://127.0.0.1:8086"),
                    required("organization", "Organization", ""),
                    required("bucket", "Bucket", "puypuy"),
                    new Item(
                            "token",
                            Question.of("API token", "")
                                    .checked(Question::required)
                                    .hidden(),
                            "")),
            "kairosdb",
            List.of(address("http://127.0.0.1:8080"), USER, PASS),
            "opentsdb",
            List.of(address("http://127.0.0.1:4242"), USER, PASS),
            "pattoo",
            List.of(
                    address("http://127.0.0.1:20201"),
                    new Item(
                            "apikey",
                            Question.of("API key (Enter or - if the server asks for none)", "")
                                    .hidden(),
                            "")),
            "carbon",
            List.of(new Item(
                    "address",
                    Question.of("Host and port of carbon's pickle receiver", "127.0.0.1:2004")
                            .checked(Question::hostAndPort),
                    "")),
            "oddeye",
            List.of(
                    new Item(
                            "url",
                            Question.of("Address of OddEye", "https://api.oddeye.co/oddeye-barlus/put/tsdb")
                                    .checked(Question::url),
                            ""),
                    new Item(
                            "uuid",
                            Question.of("Your UUID", "").checked(Question::uuid).hidden(),
                            "")),
            "prometheusremotewrite",
            List.of(address("http://127.0.0.1:9090"), USER, PASS));

    /** The keys whose answers are not shown. */
    private static final Set<String> SECRETS = TABLE.values().stream()
            .flatMap(List::stream)
            .filter(item -> item.question().secret())
            .map(Item::key)
            .collect(Collectors.toUnmodifiableSet());

    /** Checks that exist for one backend alone. */
    private static final Map<String, List<String>> CHECKS = Map.of("oddeye", List.of("check_oddeye"));

    private static final Map<String, String> NOTES = Map.of(
            "prometheus",
            "Prometheus fetches /metrics at 127.0.0.1:20202, unless [WebServer] in conf/config.ini says another address.");

    private BackendQuestions() {}

    /**
     * One key.
     *
     * @param onlyWith another key, without whose value this one is not asked; empty if it always is
     */
    private record Item(String key, Question question, String onlyWith) {}

    private static Item address(String standing) {
        return new Item(
                "address", Question.of("Address of the server", standing).checked(Question::url), "");
    }

    private static Item required(String key, String text, String standing) {
        return new Item(key, Question.of(text, standing).checked(Question::required), "");
    }

    private static boolean knows(String type) {
        return TABLE.containsKey(type.toLowerCase(Locale.ROOT));
    }

    /** Whether values of this key are never shown. */
    public static boolean isSecret(String key) {
        return SECRETS.contains(key.toLowerCase(Locale.ROOT));
    }

    /** Whether a backend's section has a password or the like in plain text. */
    public static boolean holdsSecret(IniEdit section) {
        return SECRETS.stream()
                .anyMatch(key -> !section.get(key).orElse("").isEmpty()
                        && !section.get(key).orElse("").startsWith("${"));
    }

    /** What is worth knowing of it; empty if the questions say all. */
    public static String note(String type) {
        String elsewhere = "What " + type + " needs stands in its README in backends/; write it into conf/config.ini.";
        return NOTES.getOrDefault(type.toLowerCase(Locale.ROOT), knows(type) ? "" : elsewhere);
    }

    /** Names of the checks that somebody with this backend wants beside those of the system. */
    public static List<String> checks(String type) {
        return CHECKS.getOrDefault(type.toLowerCase(Locale.ROOT), List.of());
    }

    /**
     * Asks for what the backend needs and puts the answers into its section, whose values are what stands. A key that is
     * left empty is switched off.
     */
    public static void ask(String type, Dialogue dialogue, IniEdit section) throws IOException {
        // With "auth = False" these are the placeholders that PuyPuy in Python wanted.
        boolean placeholders = section.get("auth").flatMap(Question::truth).isPresent()
                && !section.get("auth").flatMap(Question::truth).orElseThrow();
        Map<String, String> answers = new HashMap<>();
        for (Item item : TABLE.getOrDefault(type.toLowerCase(Locale.ROOT), List.of())) {
            String standing = placeholders && ACCESS.contains(item.key())
                    ? ""
                    : section.get(item.key()).orElse(item.question().standing());
            boolean asked = item.onlyWith().isEmpty() || answers.containsKey(item.onlyWith());
            String answer = asked ? dialogue.ask(item.question().standing(standing)) : "";
            if (answer.isEmpty()) {
                section.switchOff(item.key());
            } else {
                section.set(item.key(), answer);
                answers.put(item.key(), answer);
            }
        }
        if (!answers.containsKey("user")) {
            section.switchOff("auth");
        } else if (placeholders) {
            section.set("auth", "yes");
        }
    }
}
