package io.puypuy.server.inventory;

import io.puypuy.pattoo.document.ReceivedDatapoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file of translations, comma-separated: {@code language,key,translation,units} for keys, {@code language,key,translation} for
 * agent programs; a first line with these words is left out. What is known is replaced, everything else stays.
 */
final class LanguagePack {
    private static final int KEY_FIELDS = 4;
    private static final int PROGRAM_FIELDS = 3;
    private static final int MAX_LINES = 50_000;

    private final List<Csv.Line> lines;
    private final int fields;

    private LanguagePack(List<Csv.Line> lines, int fields) {
        this.lines = lines;
        this.fields = fields;
    }

    /** @throws IllegalArgumentException if the text is none; a sentence with the line */
    static LanguagePack parse(String text) {
        List<Csv.Line> lines = Csv.parse(text);
        if (!lines.isEmpty() && lines.get(0).fields().get(0).strip().equalsIgnoreCase("language")) {
            lines = lines.subList(1, lines.size());
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("the file has no translations");
        }
        if (lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("the file has more than " + MAX_LINES + " lines");
        }
        int fields = lines.get(0).fields().size();
        for (Csv.Line line : lines) {
            check(line, fields);
        }
        return new LanguagePack(lines, fields);
    }

    private static void check(Csv.Line line, int fields) {
        String where = "line " + line.number() + ": ";
        int count = line.fields().size();
        if (count != KEY_FIELDS && count != PROGRAM_FIELDS) {
            throw new IllegalArgumentException(
                    where + count
                            + " fields; expected language,key,translation,units, or language,key,translation for agent programs");
        }
        if (count != fields) {
            throw new IllegalArgumentException(where + count + " fields, where the lines before have " + fields);
        }
        if (line.fields().get(1).isBlank()) {
            throw new IllegalArgumentException(where + "the key is empty");
        }
        for (String field : line.fields()) {
            if (!ReceivedDatapoint.fits(field)) {
                throw new IllegalArgumentException(
                        where + "a field has more than " + Inventory.MAX_TEXT + " characters");
            }
        }
    }

    /** Whether it is for keys, which are in a group, and not for agent programs, which are in none. */
    boolean hasKeys() {
        return fields == KEY_FIELDS;
    }

    /**
     * Puts it into the tables.
     *
     * @param group of keys
     * @return what was done
     */
    List<String> into(Inventory inventory, int group) {
        Tables tables = inventory.tables();
        TextChanges changes = inventory.textChanges();
        int added =
                hasKeys() ? tables.keyTexts().count() : tables.programTexts().count();
        int done = 0;
        Set<String> unknown = new TreeSet<>();
        for (Csv.Line line : lines) {
            List<String> texts = line.fields().stream().map(String::strip).toList();
            LanguageRow language = Tables.first(tables.languages(), LanguageRow::code, texts.get(0));
            if (language == null) {
                unknown.add(texts.get(0));
            } else if (hasKeys()) {
                changes.setKeyText(group, language.idx(), texts.get(1), texts.get(2), texts.get(3));
                done++;
            } else {
                changes.setProgramText(language.idx(), texts.get(1), texts.get(2));
                done++;
            }
        }
        added = (hasKeys() ? tables.keyTexts().count() : tables.programTexts().count()) - added;
        List<String> sentences = new ArrayList<>();
        sentences.add(done + " translations of " + (hasKeys() ? "keys" : "agent programs") + ": " + added + " new, "
                + (done - added) + " replaced.");
        if (!unknown.isEmpty()) {
            sentences.add((lines.size() - done) + " lines left out, whose languages are not known: "
                    + String.join(", ", unknown)
                    + ". Make a language known with: puypuy pattoo create-language CODE NAME");
        }
        return sentences;
    }
}
