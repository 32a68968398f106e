package io.puypuy.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.Check;
import io.puypuy.api.Metric;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLoaderTest {
    private static final String SHOWN = "checks_enabled/check_x";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private final PluginLoader<Check> loader = new PluginLoader<>(Check.class, PluginLoader.PATIENCE);

    private PluginFolder plugin() {
        return PluginFolder.at(home.resolve("check_x"));
    }

    private void assertRefused(Path folder, String sentence) {
        assertThatThrownBy(() -> loader.load(folder, SHOWN).close())
                .isInstanceOf(UnusablePluginException.class)
                .hasMessage(SHOWN + ": " + sentence);
    }

    @Test
    void classesOfTheApiAreShared() throws Exception {
        Path folder = plugin().check("public List<Metric> metrics() { return List.of(Metric.integer(\"x\", \"\")); }")
                .build();
        try (LoadedPlugin<Check> plugin = loader.load(folder, SHOWN)) {
            Check check = plugin.newInstance();
            assertThat(check.metrics()).containsExactly(Metric.integer("x", ""));
            assertThat(check.getClass().getClassLoader()).isNotSameAs(getClass().getClassLoader());
        }
    }

    @Test
    void apiClassesInThePluginsOwnLibraryAreNotUsed() throws Exception {
        Path folder = plugin().library("api.jar", Map.of("Tags", "package io.puypuy.api; public class Tags {}"))
                .check("public String section() { return Tags.none().getClass().getClassLoader()"
                        + " == Check.class.getClassLoader() ? \"shared\" : \"own\"; }")
                .build();
        try (LoadedPlugin<Check> plugin = loader.load(folder, SHOWN)) {
            assertThat(plugin.newInstance().section()).isEqualTo("shared");
        }
    }

    @Test
    void ownLibraryIsSeenByItsPluginOnly() throws Exception {
        Path with = plugin().library(
                        "own.jar",
                        Map.of("Own", "package own; public class Own { public static String it = \"mine\"; }"))
                .check("public String section() { return own.Own.it; }")
                .build();
        String lookup = "public String section() { try { return Class.forName(\"own.Own\").getName(); }"
                + " catch (ClassNotFoundException e) { return \"unseen\"; } }";
        Path without = PluginFolder.at(home.resolve("check_y")).check(lookup).build();
        try (LoadedPlugin<Check> first = loader.load(with, SHOWN);
                LoadedPlugin<Check> second = loader.load(without, "checks_enabled/check_y")) {
            assertThat(first.newInstance().section()).isEqualTo("mine");
            assertThat(second.newInstance().section()).isEqualTo("unseen");
        }
    }

    @Test
    void engineAndItsLibrariesAreHidden() throws Exception {
        String lookup = "public String section() { String seen = \"\"; for (String name : List.of("
                + "\"io.puypuy.engine.plugin.PluginLoader\", \"okhttp3.OkHttpClient\","
                + " \"com.fasterxml.jackson.core.JsonParser\")) { try { seen += Class.forName(name); }"
                + " catch (ClassNotFoundException e) { seen += \"-\"; } } return seen; }";
        try (LoadedPlugin<Check> plugin = loader.load(plugin().check(lookup).build(), SHOWN)) {
            assertThat(plugin.newInstance().section()).isEqualTo("---");
        }
    }

    @Test
    void threadFindsThePluginsClassesWhileAnInstanceIsMade() throws Exception {
        Path folder = plugin().check(
                        "private final String seen = String.valueOf(Thread.currentThread().getContextClassLoader()"
                                + " == getClass().getClassLoader());"
                                + "public String section() { return seen; }")
                .build();
        try (LoadedPlugin<Check> plugin = loader.load(folder, SHOWN)) {
            assertThat(plugin.newInstance().section()).isEqualTo("true");
        }
    }

    @Test
    void classesStayReadableWhileInUse() throws Exception {
        Path folder = plugin().check("public String section() { return new Later().toString(); }")
                .type("Later", "class Later { public String toString() { return \"loaded late\"; } }")
                .build();
        LoadedPlugin<Check> plugin = loader.load(folder, SHOWN);
        Check check = plugin.newInstance();
        plugin.use();
        plugin.close();
        assertThat(check.section()).isEqualTo("loaded late");
        plugin.release();
    }

    @Test
    void saysThatAnnotationProcessingIsMissing() {
        assertRefused(
                plugin().check("").withoutAnnotationProcessing().build(),
                "no extension of Check in it: is the class public, annotated with @Extension and built with annotation"
                        + " processing?");
    }

    @Test
    void saysThatTheManifestHasNoPluginId() {
        assertRefused(plugin().check("").id("").build(), "check_x.jar is no plugin: its manifest has no Plugin-Id");
    }

    @Test
    void saysThatThereIsNoJar() throws Exception {
        assertRefused(
                Files.createDirectory(home.resolve("check_x")),
                "no jar; copy or link the whole folder of a built plugin");
    }

    @Test
    void saysThatThereAreSeveralJars() throws Exception {
        Path folder = plugin().check("").build();
        Files.copy(folder.resolve("check_x.jar"), folder.resolve("check_x-2.jar"));
        Files.createFile(folder.resolve("check_x-sources.jar"));
        assertRefused(folder, "more than one jar (check_x-2.jar, check_x.jar); leave the plugin's own");
    }

    @Test
    void saysThatTheJarIsDamaged() throws Exception {
        Path folder = plugin().check("").build();
        Path jar = folder.resolve("check_x.jar");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> loader.load(folder, SHOWN))
                .hasMessageMatching(SHOWN + ": check_x.jar is damaged \\(.*\\); build or copy it again");
    }

    @Test
    void saysWhichJavaIsNeeded() throws Exception {
        Path folder = plugin().check("").build();
        try (FileSystem jar = FileSystems.newFileSystem(folder.resolve("check_x.jar"))) {
            Path file = jar.getPath("p/C.class");
            byte[] bytes = Files.readAllBytes(file);
            bytes[7] = 120;
            Files.write(file, bytes);
        }
        assertRefused(
                folder, "p.C needs Java 76, this is Java " + Runtime.version().feature());
    }

    @Test
    void saysWhichClassIsMissing() throws Exception {
        Path folder = plugin().library(
                        "own.jar", Map.of("Own", "package own; public class Own { public static String it = \"\"; }"))
                .check("private static final String OWN = own.Own.it + 1;")
                .build();
        Files.delete(folder.resolve("lib/own.jar"));
        assertRefused(folder, "p.C needs a class that is missing (own/Own); put its library into lib");
    }

    @Test
    void saysThatTheIndexNamesAnAbsentClass() throws Exception {
        Path folder = plugin().check("").build();
        try (FileSystem jar = FileSystems.newFileSystem(folder.resolve("check_x.jar"))) {
            Files.write(jar.getPath("META-INF/extensions.idx"), "p.Gone\n".getBytes(StandardCharsets.UTF_8));
        }
        assertRefused(folder, "its index names p.Gone, which is not in its jar; build it again");
    }

    @Test
    void saysThatTheConstructorIsHidden() {
        assertRefused(plugin().check("private C() {}").build(), "p.C has no public constructor without parameters");
    }

    @Test
    void saysThatTheClassIsNotPublic() {
        String source = PluginFolder.check("C", "").replace("public class", "class");
        assertRefused(plugin().type("C", source).build(), "p.C is not public");
    }

    @Test
    void saysThatThereAreTwoChecks() {
        PluginFolder two = plugin().check("").type("D", PluginFolder.check("D", ""));
        assertRefused(two.build(), "more than one extension of Check (p.C, p.D); give each a folder of its own");
    }

    @Test
    void saysWhatAStaticInitializerThrew() {
        String members = "static final int X = Integer.parseInt(\"x\");";
        assertRefused(
                plugin().check(members).build(),
                "p.C cannot be loaded: NumberFormatException: For input string: \"x\"");
    }

    @Test
    void saysWhatAConstructorThrew() throws Exception {
        Path folder =
                plugin().check("public C() { throw new StackOverflowError(); }").build();
        try (LoadedPlugin<Check> plugin = loader.load(folder, SHOWN)) {
            assertThatThrownBy(plugin::newInstance)
                    .isInstanceOf(UnusablePluginException.class)
                    .hasMessage(SHOWN + ": p.C cannot be made: java.lang.StackOverflowError");
        }
    }
}
