package io.puypuy.server.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names from the translations of one language: those of the agent's group first; then, for the operating-system agents, the
 * texts that come with the program, so that they have names in pattoo's first group too, which is empty. Thread-safe.
 */
public final class Names implements DatapointNames {
    private static final Set<String> SYSTEM_PROGRAMS = Set.of(
            "pattoo_agent_os_autonomousd",
            "pattoo_agent_os_spoked",
            "pattoo_agent_os_hubd",
            "pattoo_agent_linux_autonomousd",
            "pattoo_agent_linux_spoked",
            "pattoo_agent_linux_hubd");
    private static final Map<String, String> SYSTEM_NAMES = Map.of(
            "pattoo_agent_os_autonomousd", "Pattoo Standard OS Autonomous Agent",
            "pattoo_agent_os_spoked", "Pattoo Standard OS Spoked Agent",
            "pattoo_agent_os_hubd", "Pattoo Standard OS Hub Agent",
            "pattoo_agent_linux_hubd", "Pattoo Standard Linux Hub Agent");

    private final Tables tables;
    private final String language;

    /** Loaded when a name is first asked for. */
    private static final class Shipped {
        static final Map<String, List<String>> TEXTS = Stock.systemTexts();

        private Shipped() {}
    }

    private record Text(String translation, String units) {}

    /** @param language its code, such as {@code en} */
    public Names(Tables tables, String language) {
        this.tables = tables;
        this.language = language;
    }

    private int language() {
        LanguageRow row = Tables.first(tables.languages(), LanguageRow::code, language);
        return row == null ? 0 : row.idx();
    }

    /** The translated name of an agent's program; the program itself where there is no translation. */
    public String program(String program) {
        ProgramTextRow row = tables.programText(language(), program);
        return row != null && !row.translation().isEmpty()
                ? row.translation()
                : SYSTEM_NAMES.getOrDefault(program, program);
    }

    @Override
    public Optional<DatapointLabel> label(int datapoint) {
        return tables.datapoints().find(datapoint).map(this::label);
    }

    private DatapointLabel label(DatapointRow row) {
        AgentRow agent = tables.agents().get(row.agent());
        int number = language();
        String key = "";
        Text text = new Text("", "");
        List<DatapointLabel.Metadata> metadata = new ArrayList<>(row.pairCount());
        for (int i = 0; i < row.pairCount(); i++) {
            PairRow pair = tables.pairs().get(row.pair(i));
            if (pair.key().equals(PairRow.DATAPOINT_KEY)) {
                key = bare(agent, pair.value());
                text = text(agent, number, pair.value());
            } else {
                metadata.add(new DatapointLabel.Metadata(
                        bare(agent, pair.key()), text(agent, number, pair.key()).translation, pair.value()));
            }
        }
        return new DatapointLabel(row, agent, program(agent.program()), key, text.translation, text.units, metadata);
    }

    /** The key without the program; all of it where the program changed. */
    private static String bare(AgentRow agent, String key) {
        String prefix = agent.program() + "_";
        return key.startsWith(prefix) && key.length() > prefix.length() ? key.substring(prefix.length()) : key;
    }

    private Text text(AgentRow agent, int number, String key) {
        KeyTextRow row = tables.keyText(agent.group(), number, key);
        if (row != null && row.marks().enabled() && !row.translation().isEmpty()) {
            return new Text(row.translation(), row.units());
        }
        String bare = bare(agent, key);
        List<String> system = systemText(agent.program(), key, bare);
        return system == null ? new Text(bare, "") : new Text(system.get(0), system.get(1));
    }

    private static @Nullable List<String> systemText(String program, String key, String bare) {
        if (SYSTEM_PROGRAMS.contains(program) && !bare.equals(key)) {
            return Shipped.TEXTS.get(bare);
        }
        // One host with agents of two programs has the key of the other.
        for (String other : SYSTEM_PROGRAMS) {
            if (key.startsWith(other + "_")) {
                return Shipped.TEXTS.get(key.substring(other.length() + 1));
            }
        }
        return null;
    }
}
