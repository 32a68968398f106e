package io.puypuy.check.nagios;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Performance data: {@code 'label'=value[unit];[warn];[crit];[min];[max]}, separated by blanks. Source: Monitoring Plugins
 * Development Guidelines, "Performance data".
 *
 * @param unread words that have another form
 */
record PerfData(List<Item> items, List<String> unread) {
    static final String NUMBER = "[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d{1,3})?";

    private static final Pattern VALUE = Pattern.compile("(" + NUMBER + ")([^\\d;'\"=]{0,20})");
    /** What a plugin writes for a value that it could not find out. */
    private static final String UNDETERMINED = "U";

    private static final char QUOTE = '\'';

    /**
     * One value.
     *
     * @param unit as the plugin writes it; empty for a plain number
     */
    record Item(
            String label, double value, String unit, Range warn, Range crit, OptionalDouble min, OptionalDouble max) {}

    PerfData {
        items = List.copyOf(items);
        unread = List.copyOf(unread);
    }

    static PerfData parse(String text) {
        Reader reader = new Reader(text);
        while (reader.next()) {
            reader.read();
        }
        return new PerfData(reader.items, reader.unread);
    }

    /** Goes through the text once. */
    private static final class Reader {
        private final String text;
        private final List<Item> items = new ArrayList<>();
        private final List<String> unread = new ArrayList<>();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        /** Goes to the next word; false if there is none. */
        boolean next() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length();
        }

        void read() {
            int start = at;
            String label = text.charAt(at) == QUOTE ? quoted() : upToEquals();
            boolean labelled = !label.isBlank() && at < text.length() && text.charAt(at) == '=';
            int fields = at + 1;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (!labelled || !add(label, text.substring(fields, at))) {
                unread.add(text.substring(start, at));
            }
        }

        /** A label between quotes, in which two quotes are one; all of the rest if it does not end. */
        private String quoted() {
            StringBuilder label = new StringBuilder();
            for (at++; at < text.length(); at++) {
                if (text.charAt(at) == QUOTE) {
                    at++;
                    if (at == text.length() || text.charAt(at) != QUOTE) {
                        return label.toString();
                    }
                }
                label.append(text.charAt(at));
            }
            return label.toString();
        }

        private String upToEquals() {
            int start = at;
            while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private boolean add(String label, String data) {
            String[] fields = data.split(";", -1);
            Matcher value = VALUE.matcher(fields[0]);
            if (!value.matches()) {
                return fields[0].equals(UNDETERMINED);
            }
            items.add(new Item(
                    label,
                    Double.parseDouble(value.group(1)),
                    value.group(2),
                    Range.parse(field(fields, 1)),
                    Range.parse(field(fields, 2)),
                    number(field(fields, 3)),
                    number(field(fields, 4))));
            return true;
        }

        private static String field(String[] fields, int number) {
            return number < fields.length ? fields[number] : "";
        }

        private static OptionalDouble number(String text) {
            return text.matches(NUMBER) ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
        }
    }
}
