package io.puypuy.engine.settings;

import java.io.IOException;
import java.io.StringReader;
import org.ini4j.Config;
import org.ini4j.spi.IniHandler;
import org.ini4j.spi.IniParser;
import org.jspecify.annotations.Nullable;

/**
 * What ini4j finds in one line of a file. Escapes are off: a backslash in a password is a backslash.
 *
 * @param section as in the brackets; null if the line begins none
 * @param key null if the line has none
 * @param value null if the line has no sign between key and value
 */
record IniLine(
        @Nullable String section,
        @Nullable String key,
        @Nullable String value) {
    private static final IniLine NOTHING = new IniLine(null, null, null);
    // One for all, because making one takes long; it keeps nothing from one line to the next.
    private static final IniParser PARSER = IniParser.newInstance(config());

    private static Config config() {
        Config config = new Config();
        config.setEscape(false);
        config.setEscapeNewline(false);
        config.setEmptyOption(true);
        config.setGlobalSection(true);
        return config;
    }

    /**
     * Parses a line; white space around it and comments are nothing.
     *
     * @throws IOException if it is neither a section nor a key
     */
    static IniLine parse(String line) throws IOException {
        String text = line.strip();
        if (text.isEmpty() || isComment(text)) {
            return NOTHING;
        }
        Handler handler = new Handler();
        PARSER.parse(new StringReader(text), handler);
        return handler.found;
    }

    /** Whether a line that does not begin with white space is a comment. */
    private static boolean isComment(String text) {
        return text.charAt(0) == '#' || text.charAt(0) == ';';
    }

    /** Keeps what ini4j found in the line. */
    private static final class Handler implements IniHandler {
        private IniLine found = NOTHING;

        @Override
        public void startSection(String name) {
            found = new IniLine(name, null, null);
        }

        @Override
        public void handleOption(String name, @Nullable String text) {
            found = new IniLine(null, name, text);
        }

        @Override
        public void handleComment(String comment) {}

        @Override
        public void startIni() {}

        @Override
        public void endIni() {}

        @Override
        public void endSection() {}
    }
}
