package io.puypuy.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Check;
import io.puypuy.engine.plugin.EnabledChecks.Enabled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnabledChecksTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Path available;

    @SuppressWarnings("NullAway.Init")
    private Path enabled;

    @SuppressWarnings("NullAway.Init")
    private EnabledChecks checks;

    @BeforeEach
    void makeFolders() throws IOException {
        available = Files.createDirectory(home.resolve("checks_available"));
        enabled = Files.createDirectory(home.resolve("checks_enabled"));
        Files.createFile(enabled.resolve(".gitkeep"));
        checks = new EnabledChecks(enabled, new PluginLoader<>(Check.class, PluginLoader.PATIENCE));
    }

    @AfterEach
    void closeChecks() {
        checks.close();
    }

    private PluginFolder plugin(String name) {
        return PluginFolder.at(available.resolve(name));
    }

    private void enable(String name) throws IOException {
        Files.createSymbolicLink(
                enabled.resolve(name), Path.of("../checks_available").resolve(name));
    }

    @Test
    void linkEnablesAndItsRemovalDisables() throws Exception {
        plugin("check_a").check("").build();
        assertThat(checks.refresh().plugins()).isEmpty();

        enable("check_a");
        Enabled with = checks.refresh();
        assertThat(with.changed()).isTrue();
        assertThat(with.plugins()).extracting(LoadedPlugin::name).containsExactly("check_a");
        assertThat(with.problems()).isEmpty();

        Files.delete(enabled.resolve("check_a"));
        Enabled without = checks.refresh();
        assertThat(without.changed()).isTrue();
        assertThat(without.plugins()).isEmpty();
    }

    @Test
    void othersAreNotDisturbed() throws Exception {
        plugin("check_a").check("").buildInTarget();
        plugin("check_b").check("").build();
        enable("check_a");
        LoadedPlugin<Check> first = checks.refresh().plugins().get(0);

        enable("check_b");
        assertThat(checks.refresh().plugins()).hasSize(2).first().isSameAs(first);
        assertThat(checks.refresh().changed()).isFalse();
        Files.delete(enabled.resolve("check_b"));
        assertThat(checks.refresh().plugins()).hasSize(1).first().isSameAs(first);
    }

    @Test
    void copiedFolderIsEnabledToo() throws Exception {
        PluginFolder.at(enabled.resolve("check_copy")).check("").build();

        assertThat(checks.refresh().plugins()).extracting(LoadedPlugin::name).containsExactly("check_copy");
    }

    @Test
    void replacedJarIsLoadedAnew() throws Exception {
        plugin("check_a").check("public String section() { return \"Old\"; }").build();
        enable("check_a");
        LoadedPlugin<Check> old = checks.refresh().plugins().get(0);

        plugin("check_a")
                .check("public String section() { return \"Renewed\"; }")
                .build();
        Enabled renewed = checks.refresh();

        assertThat(renewed.changed()).isTrue();
        assertThat(renewed.plugins()).hasSize(1);
        assertThat(renewed.plugins().get(0)).isNotSameAs(old);
        assertThat(renewed.plugins().get(0).newInstance().section()).isEqualTo("Renewed");
    }

    @Test
    void newLibraryIsLoadedToo() throws Exception {
        plugin("check_a").check("").build();
        enable("check_a");
        LoadedPlugin<Check> old = checks.refresh().plugins().get(0);

        plugin("check_a").library("more.jar", java.util.Map.of("More", "package more; public class More {}"));

        assertThat(checks.refresh().plugins().get(0)).isNotSameAs(old);
    }

    @Test
    void damagedNewJarLeavesTheOldOneRunning() throws Exception {
        Path jar = plugin("check_a").check("").build().resolve("check_a.jar");
        enable("check_a");
        LoadedPlugin<Check> old = checks.refresh().plugins().get(0);

        Files.writeString(jar, "half a jar");
        Enabled damaged = checks.refresh();

        assertThat(damaged.plugins()).containsExactly(old);
        assertThat(damaged.problems())
                .singleElement()
                .asString()
                .startsWith("checks_enabled/check_a: check_a.jar is damaged (")
                .endsWith("); build or copy it again; version 1.0.0, loaded before, goes on");
        assertThat(checks.refresh().changed()).isFalse();

        plugin("check_a").check("").build();
        Enabled repaired = checks.refresh();
        assertThat(repaired.problems()).isEmpty();
        assertThat(repaired.plugins()).hasSize(1).doesNotContain(old);
    }

    @Test
    void unbuiltPluginIsNamedAndLoadedOnceItIsBuilt() throws Exception {
        Files.createDirectories(available.resolve("check_a"));
        Files.createFile(available.resolve("check_a/pom.xml"));
        enable("check_a");
        assertThat(checks.refresh().problems())
                .containsExactly("checks_enabled/check_a: no jar; build it with mvn package -pl"
                        + " checks_available/check_a -am");

        plugin("check_a").check("").buildInTarget();
        Enabled built = checks.refresh();
        assertThat(built.problems()).isEmpty();
        assertThat(built.plugins()).hasSize(1);
    }

    @Test
    void brokenLinkIsNamedAndEndsThePlugin() throws Exception {
        plugin("check_a").check("").build();
        enable("check_a");
        assertThat(checks.refresh().plugins()).hasSize(1);

        Files.move(available.resolve("check_a"), available.resolve("check_moved"));
        Enabled broken = checks.refresh();

        assertThat(broken.plugins()).isEmpty();
        assertThat(broken.problems())
                .containsExactly("checks_enabled/check_a: broken link to ../checks_available/check_a; remove it or link"
                        + " to a folder of checks_available");
    }

    @Test
    void linkToAnotherFolderLoadsTheOther() throws Exception {
        plugin("check_a").check("public String section() { return \"A\"; }").build();
        plugin("check_b").check("public String section() { return \"B\"; }").build();
        Path link = enabled.resolve("check_x");
        Files.createSymbolicLink(link, available.resolve("check_a"));
        checks.refresh();

        Files.delete(link);
        Files.createSymbolicLink(link, available.resolve("check_b"));

        assertThat(checks.refresh().plugins().get(0).newInstance().section()).isEqualTo("B");
    }

    @Test
    void strangeEntriesAreNamed() throws Exception {
        Files.writeString(enabled.resolve("notes.txt"), "");
        Files.createSymbolicLink(enabled.resolve("check_file"), enabled.resolve("notes.txt"));

        assertThat(checks.refresh().problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("checks_enabled/notes.txt: is no folder; only"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("checks_enabled/check_file: links to ")
                        .contains("which is no folder"));
    }

    @Test
    void secondPluginOfOneIdIsRefusedUntilTheFirstIsGone() throws Exception {
        plugin("check_a").check("").id("same").build();
        plugin("check_b").check("").id("same").build();
        enable("check_a");
        enable("check_b");

        Enabled both = checks.refresh();
        assertThat(both.plugins()).extracting(LoadedPlugin::name).containsExactly("check_a");
        assertThat(both.problems())
                .containsExactly("checks_enabled/check_b: its plugin id same is that of checks_enabled/check_a too;"
                        + " remove one of them");
        assertThat(checks.refresh().changed()).isFalse();

        Files.delete(enabled.resolve("check_a"));
        Enabled second = checks.refresh();
        assertThat(second.plugins()).extracting(LoadedPlugin::name).containsExactly("check_b");
        assertThat(second.problems()).isEmpty();
    }

    @Test
    void missingFolderIsNamedAndPluginsGoOn() throws Exception {
        plugin("check_a").check("").build();
        enable("check_a");
        LoadedPlugin<Check> plugin = checks.refresh().plugins().get(0);

        Files.move(enabled, home.resolve("elsewhere"));
        Enabled missing = checks.refresh();

        assertThat(missing.plugins()).containsExactly(plugin);
        assertThat(missing.problems()).singleElement().asString().startsWith("checks_enabled: cannot be listed (");
        assertThat(checks.refresh().changed()).isFalse();
    }

    @Test
    void hangingPluginCostsOnlyItself() throws Exception {
        plugin("check_hangs")
                .check(
                        "static { try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) {"
                                + " throw new IllegalStateException(e); } }")
                .build();
        plugin("check_ok").check("").build();
        enable("check_hangs");
        enable("check_ok");
        checks = new EnabledChecks(enabled, new PluginLoader<>(Check.class, Duration.ofMillis(300)));

        await().atMost(PluginLoader.PATIENCE)
                .untilAsserted(() -> assertThat(checks.refresh().plugins())
                        .extracting(LoadedPlugin::name)
                        .containsExactly("check_ok"));
        Enabled result = checks.refresh();
        assertThat(result.problems())
                .containsExactly("checks_enabled/check_hangs: still loading; it is used as soon as it is ready");
        assertThat(result.changed()).isFalse();
    }

    @Test
    void slowPluginIsUsedAsSoonAsItIsReady() throws Exception {
        Path gate = home.resolve("gate");
        plugin("check_slow")
                .check("static { while (!new java.io.File(\"" + gate + "\").exists()) { Thread.onSpinWait(); } }")
                .build();
        enable("check_slow");
        checks = new EnabledChecks(enabled, new PluginLoader<>(Check.class, Duration.ofMillis(100)));
        assertThat(checks.refresh().plugins()).isEmpty();

        Files.createFile(gate);

        await().atMost(PluginLoader.PATIENCE)
                .untilAsserted(() -> assertThat(checks.refresh().plugins()).hasSize(1));
        assertThat(checks.refresh().problems()).isEmpty();
    }

    @Test
    void jarThatWasOnlyTouchedIsLoadedAnew() throws Exception {
        Path jar = plugin("check_a").check("").build().resolve("check_a.jar");
        enable("check_a");
        LoadedPlugin<Check> old = checks.refresh().plugins().get(0);

        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));

        assertThat(checks.refresh().plugins().get(0)).isNotSameAs(old);
    }
}
