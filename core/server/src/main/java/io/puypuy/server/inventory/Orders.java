package io.puypuy.server.inventory;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of the tables, whether a daemon has them or the command itself. Thread-safe. What cannot be done is an
 * {@link IllegalArgumentException} with a sentence.
 */
public final class Orders {
    private static final int MAX_SHOWN = 10_000;

    private final Inventory inventory;
    private final Tables tables;
    private final Names names;

    public Orders(Inventory inventory) {
        this.inventory = inventory;
        tables = inventory.tables();
        names = new Names(tables, "en");
    }

    /**
     * Carries out an order; its changes are durable when it returns.
     *
     * @param order {@code order} says what, the others are its arguments
     * @throws IOException if changes cannot be written
     */
    public Report run(Map<String, String> order) throws IOException {
        String what = required(order, "order");
        Report report =
                switch (what) {
                    case "import-language" -> importLanguage(required(order, "text"), order.getOrDefault("group", ""));
                    case "assign-group" -> assignGroup(number(order, "agent"), required(order, "group"));
                    case "create-language" -> createLanguage(required(order, "code"), required(order, "name"));
                    case "set-password" -> setPassword(required(order, "user"), required(order, "password"));
                    default -> throw new IllegalArgumentException("there is no order " + what);
                };
        inventory.flush();
        return report;
    }

    private static String required(Map<String, String> order, String name) {
        String text = order.getOrDefault(name, "");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static int number(Map<String, String> order, String name) {
        String text = required(order, name);
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(name + " is no number");
        }
        return Integer.parseInt(text);
    }

    private Report importLanguage(String text, String group) {
        LanguagePack pack = LanguagePack.parse(text);
        if (!pack.hasKeys()) {
            return new Report(List.of(), List.of(), pack.into(inventory, 0));
        }
        if (group.isEmpty()) {
            throw new IllegalArgumentException("keys are translated in a group; say which with --group");
        }
        List<String> sentences = new ArrayList<>();
        GroupRow row = group(group);
        if (row == null) {
            row = inventory.textChanges().addGroup(group);
            sentences.add("Group " + row.idx() + ", " + group + ", is new; no agent is in it yet.");
        }
        sentences.addAll(pack.into(inventory, row.idx()));
        return new Report(List.of(), List.of(), sentences);
    }

    /** By number or name; null for a name that is not known. */
    private @Nullable GroupRow group(String text) {
        if (text.matches("\\d{1,9}")) {
            return tables.groups()
                    .find(Integer.parseInt(text))
                    .orElseThrow(() -> new IllegalArgumentException("there is no group " + text));
        }
        return Tables.first(tables.groups(), GroupRow::name, text);
    }

    private Report assignGroup(int agent, String group) {
        GroupRow row = group(group);
        if (row == null) {
            throw new IllegalArgumentException("there is no group " + group);
        }
        AgentRow changed = inventory.textChanges().assignGroup(agent, row.idx());
        return Report.of("Agent " + agent + " (" + changed.program() + " for " + changed.target() + ") is in group "
                + row.idx() + ", " + row.name() + ", now.");
    }

    private Report createLanguage(String code, String name) {
        LanguageRow row = inventory.textChanges().addLanguage(code, name);
        return Report.of("Language " + row.idx() + ", " + code + ", is known now.");
    }

    private Report setPassword(String username, String password) {
        UserRow user = Tables.first(tables.users(), UserRow::username, username);
        if (user == null) {
            throw new IllegalArgumentException("there is no user " + username);
        }
        String hash = Passwords.hash(password);
        Changes changes = inventory.changes();
        changes.changeUser(
                user.idx(),
                row -> new UserRow(
                        row.idx(),
                        row.username(),
                        row.firstName(),
                        row.lastName(),
                        hash,
                        row.role(),
                        false,
                        changes.changed(row, row.marks().enabled())));
        return Report.of("The password of " + username + " is set.");
    }

    /**
     * A table for people.
     *
     * @param what agents, languages, groups or translations
     */
    public Report show(String what) {
        return switch (what) {
            case "agents" ->
                table(
                        List.of("agent", "program", "target", "group", "datapoints", "last seen"),
                        new Directory(tables, names).agents("", 0, MAX_SHOWN).items(),
                        this::agent);
            case "languages" ->
                table(
                        List.of("language", "code", "name"),
                        all(tables.languages()),
                        row -> List.of(Integer.toString(row.idx()), row.code(), row.name()));
            case "groups" ->
                table(
                        List.of("group", "name", "translations", "agents"),
                        all(tables.groups()),
                        row -> List.of(
                                Integer.toString(row.idx()),
                                row.name(),
                                Long.toString(all(tables.keyTexts()).stream()
                                        .filter(text -> text.group() == row.idx())
                                        .count()),
                                Long.toString(all(tables.agents()).stream()
                                        .filter(agent -> agent.group() == row.idx())
                                        .count())));
            case "translations" ->
                table(
                        List.of("group", "language", "key", "translation", "units"),
                        all(tables.keyTexts()),
                        row -> List.of(
                                Integer.toString(row.group()),
                                tables.languages().get(row.language()).code(),
                                row.key(),
                                row.translation(),
                                row.units()));
            default ->
                throw new IllegalArgumentException("there are agents, languages, groups and translations to show");
        };
    }

    private List<String> agent(AgentSummary summary) {
        return List.of(
                Integer.toString(summary.agent().idx()),
                summary.programName(),
                summary.agent().target(),
                tables.groups().get(summary.agent().group()).name(),
                Integer.toString(summary.datapoints()),
                summary.lastMillis() == 0
                        ? ""
                        : Instant.ofEpochMilli(summary.lastMillis() / 1000 * 1000)
                                .toString());
    }

    private static <T extends Row> List<T> all(Rows<T> rows) {
        List<T> all = new ArrayList<>();
        for (int idx = 1, count = rows.count(); idx <= count; idx++) {
            all.add(rows.get(idx));
        }
        return all;
    }

    private static <T> Report table(List<String> head, List<T> all, Function<T, List<String>> cells) {
        List<List<String>> rows = all.stream().limit(MAX_SHOWN).map(cells).toList();
        List<String> sentences =
                all.size() > MAX_SHOWN ? List.of((all.size() - MAX_SHOWN) + " more are not shown.") : List.of();
        return new Report(head, rows, sentences);
    }
}
