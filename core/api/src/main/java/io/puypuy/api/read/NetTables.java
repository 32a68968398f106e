package io.puypuy.api.read;

import io.puypuy.api.CheckException;

/** The two forms in which the kernel prints its numbers about protocols. Names become {@code Tcp.ActiveOpens}. */
public final class NetTables {
    private NetTables() {}

    /**
     * Lines of a protocol and pairs, as in /proc/net/sockstat: {@code TCP: inuse 6 orphan 0}.
     *
     * @throws CheckException if the text has another form
     */
    public static KeyValueText pairs(String text) throws CheckException {
        StringBuilder lines = new StringBuilder();
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            String protocol = words.upTo(':');
            while (words.hasWord()) {
                append(lines, protocol, words.word(), words.word());
            }
        }
        return KeyValueText.parse(lines.toString(), KeyValueText.WHITE_SPACE);
    }

    /**
     * Pairs of lines of a protocol, as in /proc/net/snmp: first the names, then the numbers in the same order.
     *
     * @throws CheckException if the text has another form
     */
    public static KeyValueText columns(String text) throws CheckException {
        StringBuilder lines = new StringBuilder();
        LineWords names = new LineWords(text);
        LineWords numbers = new LineWords(text);
        numbers.nextLine();
        while (names.nextLine()) {
            String protocol = names.upTo(':');
            if (!numbers.nextLine() || !protocol.equals(numbers.upTo(':'))) {
                throw CheckException.unexpectedReply("numbers of " + protocol, numbers.line());
            }
            while (names.hasWord()) {
                append(lines, protocol, names.word(), numbers.word());
            }
            names.nextLine();
            numbers.nextLine();
        }
        return KeyValueText.parse(lines.toString(), KeyValueText.WHITE_SPACE);
    }

    private static void append(StringBuilder lines, String protocol, String name, String number) {
        lines.append(protocol)
                .append('.')
                .append(name)
                .append(' ')
                .append(number)
                .append('\n');
    }
}
