package io.puypuy.pattoo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.settings.ConfException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings in conf/pattoo, and the table of keys in the README. */
final class ShippedSettingsTest {
    private static final Path SHIPPED = Path.of("../../conf/pattoo");
    private static final Path HOME = Path.of("/opt/puypuy");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| `([a-z_]+)` \\|");
    private static final Pattern KEY = Pattern.compile("(?m)^ *(?:# |- )? *([a-z_]+): [^ ]+$");

    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> keys = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            keys.computeIfAbsent(row.group(1), unseen -> new TreeSet<>()).add(row.group(2));
        }
        return keys;
    }

    @Test
    void shippedSettingsHaveNoFaultAndNoWarning() throws Exception {
        AgentConfiguration shipped = new AgentConfiguration(SHIPPED, HOME, Map.of());

        assertThat(shipped.spoke().warnings()).isEmpty();
        assertThat(shipped.hub().warnings()).isEmpty();
        assertThat(shipped.autonomous().warnings()).isEmpty();
        assertThat(shipped.hub().settings().spokes()).hasSize(1);
        assertThat(shipped.spoke().settings().agent().logDirectory()).isEqualTo(HOME.resolve("var/pattoo/log"));
    }

    @Test
    void everyShippedKeyIsInTheReadme() throws IOException {
        Set<String> documented = new TreeSet<>();
        documented().values().forEach(documented::addAll);
        Set<String> shipped = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SHIPPED)) {
            for (Path file : files) {
                Matcher key = KEY.matcher(Files.readString(file));
                while (key.find()) {
                    shipped.add(key.group(1));
                }
            }
        }

        assertThat(shipped).hasSizeGreaterThan(20);
        assertThat(documented).containsAll(shipped);
    }

    @Test
    void everyKeyOfTheReadmeIsRead(@TempDir Path folder) throws IOException {
        Map<String, Set<String>> documented = documented();
        for (Map.Entry<String, Set<String>> section : documented.entrySet()) {
            StringBuilder text = new StringBuilder(section.getKey() + ":\n");
            section.getValue().forEach(key -> text.append("  ").append(key).append(": x y\n"));
            Files.writeString(folder.resolve(file(section.getKey())), text);
        }
        Files.writeString(
                folder.resolve("pattoo_agent_os_hubd.yaml"),
                Files.readString(folder.resolve("pattoo_agent_os_hubd.yaml"))
                        .replace("ip_targets: x y", "ip_targets:")
                        .replace(
                                "ip_devices: x y",
                                "ip_devices:\n  - {" + String.join(": x y, ", documented.get("ip_targets"))
                                        + ": x y}"));
        AgentConfiguration configuration = new AgentConfiguration(folder, folder, Map.of());

        for (String faults :
                List.of(faults(configuration::spoke), faults(configuration::hub), faults(configuration::autonomous))) {
            assertThat(faults).contains("\"x y\"").doesNotContain("unknown key", "not YAML");
        }
    }

    private static String file(String section) {
        return switch (section) {
            case "pattoo" -> "pattoo.yaml";
            case "pattoo_agent_api" -> "pattoo_agent.yaml";
            default -> section + ".yaml";
        };
    }

    private interface Reading {
        Object read() throws ConfException;
    }

    private static String faults(Reading reading) {
        try {
            return reading.read().toString();
        } catch (ConfException faulty) {
            return String.valueOf(faulty.getMessage());
        }
    }
}
