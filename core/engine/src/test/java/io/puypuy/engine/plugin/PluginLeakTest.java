package io.puypuy.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Check;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLeakTest {
    private static final int ROUNDS = 200;
    private static final int WARM_UP = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void classesOfDisabledPluginsAreCollected() throws Exception {
        Path enabled = Files.createDirectory(home.resolve("checks_enabled"));
        Path folder = PluginFolder.at(home.resolve("check_x"))
                .library("own.jar", Map.of("Own", "package own; public class Own { public static String it = \"x\"; }"))
                .check("private static final byte[] PAD = new byte[100_000];"
                        + "public String section() { try (java.io.InputStream in ="
                        + " getClass().getResource(\"C.class\").openStream()) {"
                        + " return own.Own.it + in.read(); } catch (java.io.IOException e) {"
                        + " throw new java.io.UncheckedIOException(e); } }")
                .build();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        long afterWarmUp = 0;
        try (EnabledChecks checks =
                new EnabledChecks(enabled, new PluginLoader<>(Check.class, PluginLoader.PATIENCE))) {
            for (int round = 0; round < ROUNDS; round++) {
                loaders.add(enableAndDisable(checks, enabled.resolve("check_x"), folder));
                if (round == WARM_UP) {
                    awaitCollected(loaders);
                    afterWarmUp = metaspace();
                }
            }
            awaitCollected(loaders);
            // One of these plugins takes about 30 kB; 150 that stay would be seen.
            assertThat(metaspace() - afterWarmUp).isLessThan(1_000_000);
            assertThat(openFilesBelow(home)).isEmpty();
        }
    }

    // A method of its own, so that no variable of the caller keeps the plugin.
    private static WeakReference<ClassLoader> enableAndDisable(EnabledChecks checks, Path link, Path folder)
            throws Exception {
        Files.createSymbolicLink(link, folder);
        EnabledChecks.Enabled with = checks.refresh();
        assertThat(with.problems()).isEmpty();
        Check check = with.plugins().get(0).newInstance();
        assertThat(check.section()).startsWith("x");
        check.close();
        Files.delete(link);
        assertThat(checks.refresh().plugins()).isEmpty();
        return new WeakReference<>(check.getClass().getClassLoader());
    }

    private static void awaitCollected(List<WeakReference<ClassLoader>> loaders) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            // The thread of the last load may not have ended yet; the list must not keep what it finds.
            loaders.removeIf(loader -> loader.refersTo(null));
            return loaders.isEmpty();
        });
    }

    private static long metaspace() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                return pool.getUsage().getUsed();
            }
        }
        throw new IllegalStateException("no Metaspace");
    }

    private static List<String> openFilesBelow(Path folder) throws Exception {
        List<String> open = new ArrayList<>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)) {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith(folder.toString()) && target.endsWith(".jar")) {
                        open.add(target);
                    }
                }
            }
        }
        return open;
    }
}
