package io.puypuy.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.backend.Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailablePluginsTest {
    private static final String BACKEND = "package p; import io.puypuy.api.*; import io.puypuy.api.backend.*;"
            + " @org.pf4j.Extension public class B implements Backend {"
            + " static { System.setProperty(\"loaded.TYPE\", \"yes\"); }"
            + " public String type() { return \"TYPE\"; }"
            + " public void configure(Settings settings, BackendContext context) {}"
            + " public Limits limits() { return new Limits(1, 1); }"
            + " public void encode(DataPoint point, EncodeBuffer out) {}"
            + " public Delivery send(EncodedPoints points) { return new Delivery.Stored(); } }";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private Path check(String name, String section) {
        return PluginFolder.at(home.resolve(name))
                .check("public String section() { return \"" + section + "\"; }")
                .build();
    }

    private void backend(String folder, String type) {
        PluginFolder.at(home.resolve("backends").resolve(folder))
                .type("B", BACKEND.replace("TYPE", type))
                .build();
    }

    @Test
    void listsFoldersWithTheFirstSentenceOfTheirReadme() throws Exception {
        Files.createDirectory(home.resolve("check_b"));
        Files.createDirectory(home.resolve("target"));
        Files.createFile(home.resolve("pom.xml"));
        Path readme = Files.createDirectory(home.resolve("check_a")).resolve("README.md");
        Files.writeString(readme, "# check_a\n\nReads the memory\nof the machine. And more.\n\nOther. Text.\n");

        assertThat(AvailablePlugins.list(home))
                .extracting(AvailablePlugins.Available::name, AvailablePlugins.Available::summary)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("check_a", "Reads the memory of the machine."),
                        org.assertj.core.groups.Tuple.tuple("check_b", ""));
    }

    @Test
    void asksChecksForTheirSections() throws Exception {
        check("check_a", "Memory Stats");
        check("check_b", "NginX");
        Files.createDirectory(home.resolve("check_c"));

        AvailablePlugins.Answers sections = AvailablePlugins.checkSections(home);

        assertThat(sections.byFolder()).containsEntry("check_a", "Memory Stats").containsEntry("check_b", "NginX");
        assertThat(sections.problems()).singleElement().asString().contains("/check_c: no jar");
    }

    @Test
    void asksBackendsForTheirTypes() throws Exception {
        backend("alpha", "Alpha");
        backend("other", "Named-Otherwise");

        assertThat(AvailablePlugins.backendTypes(home.resolve("backends")).byFolder())
                .containsExactly(Map.entry("alpha", "Alpha"), Map.entry("other", "Named-Otherwise"));
    }

    @Test
    void findsBackendByTypeInAnyCaseAndLoadsNoOther() throws Exception {
        backend("alpha", "Alpha");
        backend("other", "Named-Otherwise");
        System.clearProperty("loaded.Named-Otherwise");
        try (Backends backends = new Backends(home.resolve("backends"))) {
            Backend first = backends.create("ALPHA");
            assertThat(first.type()).isEqualTo("Alpha");
            assertThat(System.getProperty("loaded.Named-Otherwise")).isNull();
            assertThat(backends.create("alpha").getClass()).isSameAs(first.getClass());

            assertThat(backends.create("named-otherwise").type()).isEqualTo("Named-Otherwise");
        }
    }

    @Test
    void namesTheKnownBackendsAndTheBrokenOnes() throws Exception {
        backend("alpha", "Alpha");
        Files.createDirectory(home.resolve("backends/broken"));
        try (Backends backends = new Backends(home.resolve("backends"))) {
            assertThatThrownBy(() -> backends.create("Beta"))
                    .isInstanceOf(UnusablePluginException.class)
                    .hasMessage("no backend has the tsdtype \"Beta\"; known are Alpha (not counting backends/broken: no"
                            + " jar; copy or link the whole folder of a built plugin)");
        }
    }
}
