package io.puypuy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Origin;
import io.puypuy.engine.plugin.PluginFolder;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.script.ProgramRunner;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.SelfConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialTest {
    private static final String READS_PORT =
            "public void configure(Settings settings) { settings.integer(\"port\", 1, 1, 9); }";

    private Home home;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        home = new Home(folder);
        for (Path each : List.of(home.conf(), home.checksEnabled(), home.checksAvailable())) {
            Files.createDirectories(each);
        }
        check("check_one", "One");
        check("check_two", "Two");
        PluginFolder.at(home.backends().resolve("plain")).type("B", """
                        import io.puypuy.api.backend.*;
                        @Extension public class B implements Backend {
                            public String type() { return "Plain"; }
                            public void configure(Settings settings, BackendContext context) {
                                settings.requiredText("url");
                            }
                            public Limits limits() { return new Limits(1, 1); }
                            public void encode(DataPoint point, EncodeBuffer out) {}
                            public Delivery send(EncodedPoints points) { throw new AssertionError("sent"); }
                        }
                        """).build();
        enable("check_one");
    }

    private void check(String name, String section) {
        PluginFolder.at(home.checksAvailable().resolve(name))
                .check(READS_PORT + "public String section() { return \"" + section + "\"; }")
                .build();
    }

    private void enable(String name) throws IOException {
        Files.createSymbolicLink(home.checksEnabled().resolve(name), Path.of("../checks_available", name));
    }

    private void conf(String text) throws IOException {
        Files.writeString(home.conf().resolve("c.ini"), text);
    }

    private Trial open(String... names) throws IOException, InterruptedException {
        return Trial.open(home, Map.of(), List.of(names));
    }

    private List<String> faultsOfAll() throws IOException, InterruptedException {
        try (Trial trial = open()) {
            return trial.faultsOfAll(List.of()).stream().map(Fault::toString).toList();
        }
    }

    @Test
    void allThatIsEnabledRunsUnlessNamesAreGiven() throws Exception {
        conf("");
        try (Trial trial = open();
                Trial named = open("check_two", "check_one")) {
            // Scripts were never put there.
            assertThat(trial.problems()).containsExactly("scripts_enabled: there is no such folder");
            assertThat(trial.jobs()).extracting(Job::name).containsExactly("check_one");
            assertThat(named.jobs()).extracting(Job::name).containsExactly("check_one", "check_two");
            assertThat(named.problems()).isEmpty();
        }
    }

    @Test
    void onlyTheSectionsOfTheNamedAreRead() throws Exception {
        conf("[One]\nport = x\n[Two]\nport = 2\n");
        try (Trial two = open("check_two");
                Trial one = open("check_one")) {
            assertThat(two.faults()).isEmpty();
            assertThat(one.faults()).singleElement().asString().startsWith("conf/c.ini:2: [One] port");
            assertThat(one.problems()).isEmpty();
            assertThat(one.jobs()).isEmpty();
        }
    }

    @Test
    void everyPartSaysItsFaultsInTheOrderOfLines() throws Exception {
        conf("""
                [SelfConfig]
                max_cache = x
                [One]
                port = 10
                prot = 1
                [Two]
                unread = until enabled
                [TSDB]
                tsdtype = plain
                [TSDB:b]
                tsdtype = plan
                url = not a warning
                [Onf]
                [Elsewhere]
                """);
        assertThat(faultsOfAll())
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("conf/c.ini:2: [SelfConfig] max_cache = \"x\""),
                        fault -> assertThat(fault).startsWith("conf/c.ini:4: [One] port = \"10\": out of range"),
                        fault -> assertThat(fault).startsWith("conf/c.ini:5: warning: [One] prot: unknown key"),
                        fault -> assertThat(fault).startsWith("conf/c.ini:8: [TSDB] url: required"),
                        fault -> assertThat(fault)
                                .startsWith("conf/c.ini:11: [TSDB:b] tsdtype = \"plan\": no backend has")
                                .contains("known are Plain"),
                        fault -> assertThat(fault).contains("conf/c.ini:13:").contains("did you mean [One]?"),
                        fault -> assertThat(fault).isEqualTo("conf/c.ini:14: warning: [Elsewhere]: unknown section"));
        assertThat(home.folder().resolve("var")).doesNotExist();
    }

    @Test
    void sectionOfAnUnreadableCheckIsNotCalledUnknown() throws Exception {
        conf("[TSDB]\ntsdtype = plain\nurl = x\n[Elsewhere]\n");
        Files.createDirectories(home.checksAvailable().resolve("check_broken"));

        assertThat(faultsOfAll()).isEmpty();
    }

    @Test
    void checkEnabledTogetherWithAFaultySectionRunsWithTheOldSettings() throws Exception {
        Files.delete(home.checksEnabled().resolve("check_one"));
        Conf before = Conf.of("conf/c.ini", "");
        Conf faulty = Conf.of("conf/c.ini", "[One]\nport = x\n");
        SelfConfig self = SelfConfig.from(before.section("SelfConfig"), home.folder());
        SourcesFor sources = new SourcesFor(new LazyHttp(), new ProgramRunner(Map.of()));
        try (Checks checks = Checks.patient(
                home.checksEnabled(),
                name -> true,
                new Alerts(() -> new Origin("h", "", "", ""), new Events()),
                sources)) {
            checks.prepare(before, self).apply();
            enable("check_one");
            checks.prepare(faulty, self).discard();

            assertThat(faulty.isFaulty()).isTrue();
            assertThat(checks.refresh()).isTrue();
            assertThat(checks.jobs()).extracting(Job::name).containsExactly("check_one");
            checks.jobs().forEach(Job::close);
        }
    }

    @Test
    void brokenCheckIsAProblem() throws Exception {
        conf("");
        enable("check_gone");
        try (Trial trial = open("check_gone")) {
            assertThat(trial.problems())
                    .singleElement()
                    .asString()
                    .startsWith("checks_enabled/check_gone: broken link");
        }
    }
}
