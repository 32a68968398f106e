package io.puypuy.server.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a new database of pattoo holds: a language, four translation groups with their texts, and two users, of which none can log
 * in before a password is set. Units are those of what the agents send, which pattoo's own pack has wrong in places.
 */
final class Stock {
    /** Programs of the group of Linux agents. */
    private static final List<String> LINUX = List.of("pattoo_agent_linux_autonomousd", "pattoo_agent_linux_spoked");

    private static final String ENGLISH = "en";

    private Stock() {}

    static void addTo(Inventory inventory) {
        TextChanges texts = inventory.textChanges();
        int english = texts.addLanguage(ENGLISH, "English").idx();
        texts.addGroup("Pattoo Default");
        int opcua = texts.addGroup("OPC UA Agents").idx();
        int ifMib = texts.addGroup("IfMIB Agents").idx();
        int linux = texts.addGroup("Linux Agents").idx();
        add(texts, opcua, english, "", "opcua.csv");
        add(texts, ifMib, english, "", "ifmib.csv");
        for (String program : LINUX) {
            add(texts, linux, english, program + "_", "linux.csv");
        }
        for (List<String> line : lines("programs.csv")) {
            texts.setProgramText(english, line.get(0), line.get(1));
        }
        Changes changes = inventory.changes();
        int pattoo = changes.addUser("pattoo", "pattoo", "pattoo", "", 1, false).idx();
        changes.addUser("admin", "admin", "admin", "", 0, true);
        int chart = changes.addChart("pattoo", "", false).idx();
        changes.addFavorite(pattoo, chart, 0, false);
    }

    private static void add(TextChanges changes, int group, int language, String prefix, String file) {
        for (List<String> line : lines(file)) {
            changes.setKeyText(group, language, prefix + line.get(0), line.get(1), line.get(2));
        }
    }

    /**
     * Texts of the operating-system agents' keys, which count where no translation does.
     *
     * @return by key without the program: text and units
     */
    static Map<String, List<String>> systemTexts() {
        Map<String, List<String>> texts = new HashMap<>();
        for (String file : List.of("linux.csv", "os.csv")) {
            for (List<String> line : lines(file)) {
                texts.put(line.get(0), List.of(line.get(1), line.get(2)));
            }
        }
        return texts;
    }

    private static List<List<String>> lines(String file) {
        try (InputStream in = Stock.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the program");
            }
            List<List<String>> lines = new ArrayList<>();
            for (Csv.Line line : Csv.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                lines.add(line.fields());
            }
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
