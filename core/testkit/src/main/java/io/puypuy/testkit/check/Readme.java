package io.puypuy.testkit.check;

import io.puypuy.api.Metric;
import io.puypuy.api.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a check's README says about settings and metrics. */
final class Readme {
    private static final Pattern SETTINGS = Pattern.compile("(?s)\n## Settings\n.*?\n```ini\n(.*?)\n```\n");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*?) \\| (.*?) \\| (.*?) \\| (.*?) \\|");

    private final String text;

    private Readme(String text) {
        this.text = text;
    }

    static Readme read(Path module) throws IOException {
        return new Readme(Files.readString(module.resolve("README.md")));
    }

    /** The block of the chapter Settings. */
    String settings() {
        Matcher block = SETTINGS.matcher(text);
        if (!block.find()) {
            throw new AssertionError("README.md has no chapter Settings with a block ini");
        }
        return block.group(1);
    }

    /** Rows of the metrics' table without tags: {@code name | kind | unit | meaning}. */
    List<String> metrics() {
        List<String> rows = new ArrayList<>();
        Matcher row = rows();
        while (row.find()) {
            rows.add(String.join(" | ", row.group(1), row.group(2), row.group(3), row.group(5)));
        }
        return rows;
    }

    /** A metric as its row has to be. */
    static String row(Metric metric) {
        String kind = metric.style() == Style.RATE ? "rate" : "gauge";
        return String.join(" | ", metric.name(), kind, metric.unit(), metric.help());
    }

    /** Names of the tags of each metric. */
    Map<String, Set<String>> tags() {
        Map<String, Set<String>> tags = new TreeMap<>();
        Matcher row = rows();
        while (row.find()) {
            Set<String> names = new TreeSet<>(List.of(row.group(4).split(",? +")));
            names.remove("");
            tags.put(row.group(1), names);
        }
        return tags;
    }

    private Matcher rows() {
        int chapter = text.indexOf("\n## Metrics\n");
        int next = text.indexOf("\n## ", chapter + 1);
        if (chapter < 0) {
            throw new AssertionError("README.md has no chapter Metrics");
        }
        return ROW.matcher(text.substring(chapter, next < 0 ? text.length() : next));
    }

    /** A section of the conf files as they are shipped, from its header to the next one. */
    static String shippedSection(Path conf, String section) throws IOException {
        Pattern pattern = Pattern.compile("(?ms)^\\[" + Pattern.quote(section) + "\\]\n.*?(?=^\\[|\\z)");
        try (Stream<Path> files = Files.list(conf)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".ini"))
                    .sorted()
                    .toList()) {
                Matcher found = pattern.matcher(Files.readString(file));
                if (found.find()) {
                    return found.group().strip();
                }
            }
        }
        throw new AssertionError("no section [" + section + "] in " + conf);
    }
}
