package io.puypuy.check.nagios;

/**
 * What a plugin printed. Source: Nagios Core manual, "Nagios Plugin API": behind a bar in the first line stands performance
 * data; in the lines below, all that follows a second bar.
 *
 * @param text the first line without performance data
 */
record PluginOutput(String text, PerfData perfData) {
    private static final int MAX_TEXT = 500;

    static PluginOutput parse(String printed) {
        int lineEnd = printed.indexOf('\n');
        String first = lineEnd < 0 ? printed : printed.substring(0, lineEnd);
        String below = lineEnd < 0 ? "" : printed.substring(lineEnd + 1);
        return new PluginOutput(text(before(first)), PerfData.parse(behind(first) + "\n" + behind(below)));
    }

    private static String before(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? text : text.substring(0, bar);
    }

    private static String behind(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? "" : text.substring(bar + 1);
    }

    private static String text(String line) {
        String plain = line.replaceAll("\\p{Cntrl}+", " ").strip();
        if (plain.isEmpty()) {
            return "the plugin printed nothing";
        }
        return plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT) + "…";
    }
}
