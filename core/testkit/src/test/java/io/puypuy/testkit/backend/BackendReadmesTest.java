package io.puypuy.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the READMEs of backends say of their settings is what conf/config.ini ships, commented out. */
final class BackendReadmesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern BLOCK = Pattern.compile("(?s)```ini\n(\\[TSDB]\n.*?)\n```");
    private static final Pattern TYPE = Pattern.compile("(?m)^tsdtype = (\\w+)$");
    private static final Pattern KEY = Pattern.compile("(?m)^#?([a-z_]+) =[ \\t]*(.*)$");
    /** Explained once, above the sections of conf/config.ini. */
    private static final Set<String> OF_ALL = Set.of(
            "user", "pass", "auth", "timeout", "tls_verify", "ca_file", "max_batch_points", "max_batch_bytes", "gzip");

    static List<String> backends() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("backends"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    // Its section is the one that is not commented out.
                    .filter(folder -> !folder.endsWith("embedded"))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void readmeShowsTheSettingsAsShipped(String backend) throws IOException {
        String readme = only(BLOCK, Files.readString(ROOT.resolve("backends/" + backend + "/README.md")));
        String type = only(TYPE, readme);
        Pattern section = Pattern.compile("(?ms)^#(tsdtype = " + type + "\n.*?)\n\n");
        Map<String, String> shipped = settings(only(section, Files.readString(ROOT.resolve("conf/config.ini"))));

        Map<String, String> shown = settings(readme);
        assertThat(shown).containsAllEntriesOf(shipped);
        shown.keySet().removeAll(shipped.keySet());
        assertThat(OF_ALL).containsAll(shown.keySet());
    }

    private static String only(Pattern pattern, String text) {
        List<String> found =
                pattern.matcher(text).results().map(match -> match.group(1)).toList();
        assertThat(found).as(pattern.pattern()).hasSize(1);
        return found.get(0);
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new TreeMap<>();
        Matcher key = KEY.matcher(text);
        while (key.find()) {
            settings.put(key.group(1), key.group(2));
        }
        return settings;
    }
}
