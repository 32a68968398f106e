package io.puypuy.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.plugin.AvailablePlugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of all checks in checks_available/README.md is made of their READMEs and their code. */
final class CatalogueTest {
    private static final Path CHECKS = Path.of("../../checks_available");
    private static final Path CATALOGUE = CHECKS.resolve("README.md");
    private static final String BEGIN = "<!-- The catalogue; made by CatalogueTest, see below. -->\n";
    private static final String END = "<!-- End of the catalogue. -->\n";
    private static final String WRITE = "mvn -q test -pl core/testkit -am -Dtest=CatalogueTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dcatalogue.write=true";
    private static final Pattern TESTED = Pattern.compile("(?s)\\bTested (?:with|on)\\s+(.*?)(?:;|\\.(?=\\s)|$)");
    private static final Pattern SECTION = Pattern.compile("(?m)^\\[[^\\]\n]+]$");
    private static final Pattern CHECK = Pattern.compile("<artifactId>(check_\\w+)</artifactId>");
    // What stands in the code of a check, and what it reads then.
    private static final Map<String, String> KINDS = kinds();

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("Jolokia", "Jolokia");
        kinds.put(".http()", "HTTP");
        kinds.put("java.sql.", "JDBC");
        kinds.put(".sockets()", "socket");
        kinds.put("java.net.Datagram", "UDP");
        kinds.put(".programs()", "program");
        kinds.put(".files()", "kernel files");
        return kinds;
    }

    @Test
    void catalogueIsThatOfTheChecks() throws IOException {
        String text = Files.readString(CATALOGUE);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(begin).as("the lines %s%s", BEGIN, END).isBetween(BEGIN.length(), end);
        String catalogue = catalogue();
        if (Boolean.getBoolean("catalogue.write")) {
            Files.writeString(CATALOGUE, text.substring(0, begin) + catalogue + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end))
                .as("the catalogue in checks_available/README.md; to write it anew:%n%s%n", WRITE)
                .isEqualTo(catalogue);
    }

    private static String catalogue() throws IOException {
        StringBuilder table =
                new StringBuilder("| Check | What for | Reads | Section | Tested with |\n|---|---|---|---|---|\n");
        for (AvailablePlugins.Available check : AvailablePlugins.list(CHECKS)) {
            Path readme = check.folder().resolve("README.md");
            // A folder of another branch may still have what was built in it.
            if (Files.exists(readme) && Files.exists(check.folder().resolve("pom.xml"))) {
                table.append(row(check, Files.readString(readme)));
            }
        }
        return table.toString();
    }

    private static String row(AvailablePlugins.Available check, String readme) throws IOException {
        String name = check.name();
        Matcher section = SECTION.matcher(Readme.read(check.folder()).settings());
        assertThat(section.find()).as("a section in the settings of %s", name).isTrue();
        Matcher tested = TESTED.matcher(readme.substring(0, readme.indexOf("\n## ")));
        assertThat(tested.find())
                .as("\"Tested with …\" in the first paragraph of %s/README.md", name)
                .isTrue();
        return String.join(
                " | ",
                "| [" + name + "](" + name + "/README.md)",
                cell(check.summary()),
                kinds(check.folder()),
                "`" + section.group() + "`",
                cell(tested.group(1)) + " |\n");
    }

    private static String cell(String text) {
        String line = text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
        // A link of the check's README begins in another folder.
        String plain = line.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1");
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static String kinds(Path check) throws IOException {
        String code = code(check);
        StringJoiner found = new StringJoiner(", ");
        boolean jolokia = code.indexOf("Jolokia") >= 0;
        KINDS.forEach((mark, kind) -> {
            // Jolokia is asked over HTTP.
            if (code.indexOf(mark) >= 0 && !(jolokia && kind.equals("HTTP"))) {
                found.add(kind);
            }
        });
        return found.toString();
    }

    /** What the check is made of: its own code, and that of another check that it stands on. */
    private static String code(Path check) throws IOException {
        StringBuilder code = new StringBuilder();
        Matcher checks = CHECK.matcher(Files.readString(check.resolve("pom.xml")));
        while (checks.find()) {
            try (Stream<Path> files = Files.walk(CHECKS.resolve(checks.group(1)).resolve("src/main/java"))) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    code.append(Files.readString(file));
                }
            }
        }
        return code.toString();
    }
}
