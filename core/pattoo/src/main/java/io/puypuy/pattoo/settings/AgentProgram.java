package io.puypuy.pattoo.settings;

import java.util.ArrayList;
import java.util.List;

/** pattoo's agents for the operating system, and what their settings have been called. */
public enum AgentProgram {
    /** Offers documents. */
    SPOKE("spoked"),
    /** Fetches documents from spokes and posts them. */
    HUB("hubd"),
    /** Makes documents and posts them. */
    AUTONOMOUS("autonomousd");

    private final String lastWord;

    AgentProgram(String lastWord) {
        this.lastWord = lastWord;
    }

    /** Of the command, of the section, and in documents, such as {@code pattoo_agent_os_spoked}. */
    public String programName() {
        return "pattoo_agent_os_" + lastWord;
    }

    /** What pattoo calls it since August 2020. */
    private String linuxName() {
        return "pattoo_agent_linux_" + lastWord;
    }

    /** Names of its section, today's first. */
    List<String> sections() {
        List<String> names = new ArrayList<>(
                List.of(programName(), linuxName(), "pattoo-agent-os-" + lastWord, "pattoo-os-" + lastWord));
        if (this == SPOKE) {
            names.add("pattoo-os-passived");
        }
        return names;
    }

    /** Files of its own, without the folder, the one that counts first. */
    List<String> files() {
        return List.of(programName() + ".yaml", linuxName() + ".yaml");
    }
}
