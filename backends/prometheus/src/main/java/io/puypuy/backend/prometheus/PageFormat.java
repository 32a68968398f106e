package io.puypuy.backend.prometheus;

/** The two forms of the page. What differs between them is all here. */
enum PageFormat {
    /** "Exposition formats", text-based format 0.0.4. */
    TEXT("text", "plain", "0.0.4", "untyped", "") {
        @Override
        void help(String help, StringBuilder page) {
            escaped(help, false, page);
        }
    },
    /** "OpenMetrics 1.0", text format. */
    OPEN_METRICS("application", "openmetrics-text", "1.0.0", "unknown", "# EOF\n") {
        @Override
        void help(String help, StringBuilder page) {
            escaped(help, true, page);
        }
    };

    private final String type;
    private final String subtype;
    private final String version;
    private final String unknown;
    private final String end;

    PageFormat(String type, String subtype, String version, String unknown, String end) {
        this.type = type;
        this.subtype = subtype;
        this.version = version;
        this.unknown = unknown;
        this.end = end;
    }

    String type() {
        return type;
    }

    String subtype() {
        return subtype;
    }

    String version() {
        return version;
    }

    String contentType() {
        return type + "/" + subtype + "; version=" + version + "; charset=utf-8";
    }

    /** What the format calls a family of which nothing is known. */
    String unknown() {
        return unknown;
    }

    /** What the page ends with. */
    String end() {
        return end;
    }

    /** Appends the text of a HELP line. */
    abstract void help(String help, StringBuilder page);

    /** Appends the value of a label, without its quotes; the same in both forms. */
    static void label(String value, StringBuilder page) {
        escaped(value, true, page);
    }

    private static void escaped(String text, boolean quotes, StringBuilder page) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> page.append("\\\\");
                case '\n' -> page.append("\\n");
                case '"' -> page.append(quotes ? "\\\"" : "\"");
                default -> page.append(c);
            }
        }
    }
}
