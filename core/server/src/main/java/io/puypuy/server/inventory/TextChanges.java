package io.puypuy.server.inventory;

import static io.puypuy.server.inventory.Changes.checked;
import static io.puypuy.server.inventory.Changes.exists;
import static io.puypuy.server.inventory.Changes.name;
import static io.puypuy.server.inventory.Changes.next;

/** Changes that people make to languages and translations; otherwise as {@link Changes}. */
public final class TextChanges {
    private static final int MAX_CODE = 16;

    private final Inventory inventory;
    private final Tables tables;

    TextChanges(Inventory inventory) {
        this.inventory = inventory;
        tables = inventory.tables();
    }

    private Marks changed(Row row) {
        return row.marks().changed(true, inventory.marks().createdSeconds());
    }

    /** Adds a language. */
    public LanguageRow addLanguage(String code, String name) {
        synchronized (inventory) {
            if (!code.matches("[a-z][a-z0-9_-]*") || code.length() > MAX_CODE) {
                throw new IllegalArgumentException("a code of a language is written as in en or pt-br");
            }
            if (Tables.first(tables.languages(), LanguageRow::code, code) != null) {
                throw new IllegalArgumentException("there is a language " + code + " already");
            }
            LanguageRow row = new LanguageRow(
                    next(tables.languages()), code, name("the name of the language", name), inventory.marks());
            tables.put(row);
            inventory.lines().add(row);
            return row;
        }
    }

    /** Adds a translation group. */
    public GroupRow addGroup(String name) {
        synchronized (inventory) {
            if (Tables.first(tables.groups(), GroupRow::name, name) != null) {
                throw new IllegalArgumentException("there is a group of this name already");
            }
            GroupRow row = new GroupRow(next(tables.groups()), name("the name of the group", name), inventory.marks());
            tables.put(row);
            inventory.lines().add(row);
            return row;
        }
    }

    /** Puts an agent into a translation group. */
    public AgentRow assignGroup(int agent, int group) {
        synchronized (inventory) {
            exists(tables.agents(), agent, "agent");
            exists(tables.groups(), group, "group");
            AgentRow row = tables.agents().get(agent);
            AgentRow next = new AgentRow(row.idx(), row.agentId(), row.target(), row.program(), group, changed(row));
            tables.put(next);
            inventory.lines().add(next);
            return next;
        }
    }

    /** Sets text and units of a key in a group and language. */
    public KeyTextRow setKeyText(int group, int language, String key, String translation, String units) {
        synchronized (inventory) {
            exists(tables.groups(), group, "group");
            exists(tables.languages(), language, "language");
            KeyTextRow known = tables.keyText(group, language, key);
            KeyTextRow row = new KeyTextRow(
                    known == null ? next(tables.keyTexts()) : known.idx(),
                    group,
                    language,
                    name("the key", key),
                    checked(translation),
                    checked(units),
                    known == null ? inventory.marks() : changed(known));
            tables.put(row);
            inventory.lines().add(row);
            return row;
        }
    }

    /** Sets the text of an agent program in a language. */
    public ProgramTextRow setProgramText(int language, String program, String translation) {
        synchronized (inventory) {
            exists(tables.languages(), language, "language");
            ProgramTextRow known = tables.programText(language, program);
            ProgramTextRow row = new ProgramTextRow(
                    known == null ? next(tables.programTexts()) : known.idx(),
                    language,
                    name("the program", program),
                    checked(translation),
                    known == null ? inventory.marks() : changed(known));
            tables.put(row);
            inventory.lines().add(row);
            return row;
        }
    }
}
