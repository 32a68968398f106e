package io.puypuy.engine.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts environment variables and files in the place of {@code ${ENV:NAME}} and {@code ${FILE:path}}, so that secrets
 * need not stand in a file of settings. A relative path begins at the folder of these files. Immutable.
 */
public final class Replacement {
    private static final int MAX_FILE_BYTES = 64 << 10;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(ENV|FILE):([^}]*)}");

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * A replacement.
     *
     * @param folder of the files of settings
     */
    public Replacement(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The value to use.
     *
     * @param wrong empty if all references could be replaced
     */
    public record Replaced(String value, String wrong) {}

    /** The value with everything replaced that can be; what cannot is left out and said. */
    public Replaced apply(String value) {
        if (!value.contains("${")) {
            return new Replaced(value, "");
        }
        StringBuilder result = new StringBuilder();
        String wrong = "";
        Matcher reference = REFERENCE.matcher(value);
        while (reference.find()) {
            String name = reference.group(2);
            String found = "";
            if (reference.group(1).equals("FILE")) {
                try {
                    found = text(folder.resolve(name));
                } catch (IOException unreadable) {
                    wrong = "the file cannot be read (" + unreadable + "); write the path of a file up to 64 KiB";
                }
            } else if (environment.containsKey(name)) {
                found = environment.get(name);
            } else {
                wrong = "the environment has no " + name + "; set it before the start";
            }
            reference.appendReplacement(result, Matcher.quoteReplacement(found));
        }
        return new Replaced(reference.appendTail(result).toString(), wrong);
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new IOException("larger than 64 KiB");
            }
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }
}
