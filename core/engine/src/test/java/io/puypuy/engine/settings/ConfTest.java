package io.puypuy.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Settings;
import io.puypuy.api.Thresholds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfTest {
    private static Conf conf(String... lines) {
        return Conf.of("conf/depot.ini", String.join("\n", lines));
    }

    private static List<String> faults(Conf conf) {
        return conf.faults().stream().map(Fault::toString).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "equals sign            | key = value               | value",
                "colon                  | key: value                | value",
                "no blanks              | key=value                 | value",
                "tab                    | key\t:\tvalue              | value",
                "equals sign in value   | key = a=b                 | a=b",
                "colon in value         | key: http://h:80/x?a=b    | http://h:80/x?a=b",
                "address after =        | key = http://h:80/        | http://h:80/",
                "dollar and percent     | key = 50%$x%(a)s          | 50%$x%(a)s",
                "backslash              | key = a\\tb\\             | a\\tb\\",
                "hash inside            | key = a#b ; c             | a#b ; c",
                "blanks inside          | key =  two  words         | two  words",
                "unicode                | key = Grüße, 世界          | Grüße, 世界",
                "other case of the key  | KEY = value               | value",
            })
    void readsLinesAsPuyPuyWritesThem(String situation, String line, String expected) {
        Conf conf = conf("# comment", "; comment", "[Depot]", line, "");

        assertThat(conf.section("Depot").text("key", "default")).isEqualTo(expected);
        assertThat(conf.faults()).isEmpty();
    }

    @Test
    void namesFileLineSectionKeyAndValueOfEveryFault() {
        Conf conf =
                conf("[Depot]", "timeout = 5 sec", "auth = ture", "port = 70000", "address = localhost", "high = x");
        Settings depot = conf.section("Depot");
        depot.duration("timeout", Duration.ofSeconds(5));
        depot.truth("auth", false);
        depot.integer("port", 1, 1, 65535);
        depot.uri("address", URI.create("http://127.0.0.1:7070/"));
        depot.floating("high", 90, 0, 100);
        depot.requiredText("name");

        assertThat(faults(conf))
                .containsExactly(
                        "conf/depot.ini:2: [Depot] timeout = \"5 sec\": not a duration; write a number and a unit, such as 500ms, 5s or 1m",
                        "conf/depot.ini:3: [Depot] auth = \"ture\": not a truth value; write yes or no",
                        "conf/depot.ini:4: [Depot] port = \"70000\": out of range; write a whole number from 1 to 65535",
                        "conf/depot.ini:5: [Depot] address = \"localhost\": not an address; write http:// or https:// and a host, such as http://127.0.0.1:7070/",
                        "conf/depot.ini:6: [Depot] high = \"x\": not a number; write a number from 0.0 to 100.0",
                        "conf/depot.ini:1: [Depot] name: required, but not set; write a value");
    }

    @Test
    void namesTheMisspeltKey() {
        Conf conf = conf("[Depot]", "adress = x", "qqq = 1");
        conf.section("Depot").text("address", "");

        assertThat(faults(conf))
                .containsExactly(
                        "conf/depot.ini:2: warning: [Depot] adress: unknown key; did you mean \"address\"?",
                        "conf/depot.ini:3: warning: [Depot] qqq: unknown key");
        assertThat(conf.faults()).allMatch(Fault::warning);
    }

    @Test
    void namesTheMisspeltSection() {
        Conf conf = conf("[Depto]", "[NginX]", "[Cellar]");

        assertThat(conf.unknownSections(List.of("Depot", "NginX"), false))
                .extracting(Fault::toString)
                .containsExactly("conf/depot.ini:1: warning: [Depto]: unknown section; did you mean [Depot]?");
        assertThat(conf.unknownSections(List.of("Depot", "NginX"), true)).hasSize(2);
    }

    @Test
    void faultsOfTheTextCostTheirLineOnly() {
        Conf conf = conf("lost = 1", "[Depot", "[Depot]", "no operator", "a = 1", "A = 2", "[depot]", "b = 1");

        assertThat(conf.section("Depot").integer("a", 0, 0, 9)).isEqualTo(1);
        assertThat(faults(conf))
                .hasSize(5)
                .anyMatch(text -> text.startsWith("conf/depot.ini:1: \"lost\" stands before the first [section]"))
                .anyMatch(text -> text.startsWith("conf/depot.ini:2: "))
                .anyMatch(text -> text.startsWith("conf/depot.ini:4: [Depot] no operator: not key = value"))
                .anyMatch(text -> text.startsWith("conf/depot.ini:6: [Depot] A: given twice, first in line 5"))
                .anyMatch(text -> text.startsWith("conf/depot.ini:7: [depot]: stands also in conf/depot.ini:3"));
    }

    @Test
    void neverPrintsASecret() {
        Conf conf = conf("[Depot]", "pass = geheim");
        Settings depot = conf.section("Depot");
        assertThat(depot.secret("pass")).contains("geheim");
        depot.fault("pass", "set although user is empty", "set both or neither");

        assertThat(faults(conf)).noneMatch(text -> text.contains("geheim"));
    }

    @Test
    void replacesEnvironmentAndFiles(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("token"), "a\\b$1\n");
        Files.writeString(
                folder.resolve("x.ini"),
                "[Depot]\ntoken = Bearer ${FILE:token}\nuser = ${ENV:WHO}\nnone = ${ENV:NOBODY}\nfile = ${FILE:gone}\n");
        Conf conf = Conf.load(folder, Map.of("WHO", "me"));
        Settings depot = conf.section("Depot");

        assertThat(depot.text("token", "")).isEqualTo("Bearer a\\b$1");
        assertThat(depot.text("user", "")).isEqualTo("me");
        assertThat(depot.text("none", "")).isEmpty();
        assertThat(depot.text("file", "")).isEmpty();
        assertThat(faults(conf))
                .hasSize(2)
                .anyMatch(text -> text.contains("none = \"${ENV:NOBODY}\": the environment has no NOBODY"))
                .anyMatch(text -> text.contains("file = \"${FILE:gone}\": the file cannot be read"));
    }

    @Test
    void handsOutOneSectionForEachLabel() {
        Conf conf = conf("[NginX:second]", "a = 2", "[NginX]", "a = 1");

        assertThat(conf.sections("nginx"))
                .extracting(Settings::label)
                .containsExactly(Optional.empty(), Optional.of("second"));
        assertThat(conf.sections("Depot")).isEmpty();
    }

    @Test
    void knowsWhichSectionsChanged() {
        Conf before = conf("[A]", "x = 1", "[B]", "y = 1");
        Conf after = conf("", "[A]", "x: 1", "[B]", "y = 2");

        assertThat(after.sameSection(before, "A", "")).isTrue();
        assertThat(after.sameSection(before, "B", "")).isFalse();
        assertThat(after.sameSection(before, "C", "")).isTrue();
    }

    @Test
    void renamedKeyKeepsWorkingWithAWarning() {
        Conf conf = conf("[Depot]", "telemetery = 7");
        Settings depot = conf.section("Depot");
        depot.renamed("telemetery", "telemetry");

        assertThat(depot.integer("telemetry", 0, 0, 9)).isEqualTo(7);
        assertThat(faults(conf)).singleElement().asString().contains("is now called \"telemetry\"");
    }

    @Test
    void othersAreTheKeysThatNobodyAskedFor() {
        Conf conf = conf("[router]", "server = r1", "cpu_user = .1.3", "CPU_idle = .1.4");
        Settings router = conf.section("router");
        router.text("server", "");

        assertThat(router.others()).containsExactly(Map.entry("cpu_user", ".1.3"), Map.entry("CPU_idle", ".1.4"));
        assertThat(conf.faults()).isEmpty();
    }

    @Test
    void twoReadersOfASectionGetTheSameAndItsFaultsOnce() {
        Conf conf = conf("[router]", "timeout = soon", "cpu_user = .1.3");
        for (int reader = 0; reader < 2; reader++) {
            Settings router = conf.section("router");
            router.duration("timeout", Duration.ofSeconds(1));
            assertThat(router.others()).containsExactly(Map.entry("cpu_user", ".1.3"));
            router.fault("cpu_user", "not known", "write another one");
        }

        assertThat(faults(conf)).hasSize(2);
    }

    @Test
    void highAboveSevereIsAFault() {
        Conf conf = conf("[Depot]", "high = 99", "severe = 95");
        Thresholds.from(conf.section("Depot"), 90, 95);

        assertThat(faults(conf))
                .containsExactly("conf/depot.ini:2: [Depot] high = \"99\": above severe; write a number up to 95.0");
    }

    @Test
    void maySayWhatIsWrongWhileOthersStillRead() throws Exception {
        Conf conf = Conf.of("conf/test.ini", "");
        Thread slow = new Thread(() -> {
            for (int i = 0; i < 500; i++) {
                conf.section("Slow").text("key_" + i, "");
                conf.section("Slow").secret("secret_" + i);
                conf.section("Section " + i).fault("key", "wrong", "write another");
            }
        });
        slow.start();
        while (slow.isAlive()) {
            conf.faults();
            conf.secrets();
        }
        slow.join();

        assertThat(conf.faults()).hasSize(500);
    }
}
