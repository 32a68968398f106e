package io.puypuy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, done by the distribution in a folder with a space in its name. Runs after packaging. */
final class DistributionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    static boolean daemonIsThere() {
        return Files.exists(Path.of("src/main/java/io/puypuy/app/Daemon.java"));
    }

    /** The Java that runs the tests, and the newest one of this machine. */
    static Stream<Path> javas() throws IOException {
        Path newest = Path.of(System.getProperty("java.home"));
        int version = Runtime.version().feature();
        List<Path> found = new ArrayList<>(List.of(newest));
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(JVMS)) {
            for (Path home : listed) {
                int other = version(home);
                if (other > version) {
                    version = other;
                    newest = home;
                }
            }
        }
        found.add(newest);
        return found.stream().distinct();
    }

    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        String prefix = "JAVA_VERSION=\"";
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith(prefix))
                .mapToInt(
                        line -> Integer.parseInt(line.substring(prefix.length()).split("[^0-9]", 2)[0]))
                .findFirst()
                .orElse(0);
    }

    @ParameterizedTest
    @MethodSource("javas")
    @EnabledIf("daemonIsThere")
    void startsCollectsAnswersAndStops(Path java, @TempDir Path folder) throws Exception {
        Path home = unpack(folder.resolve("a folder"));
        int port = FreePort.next();
        Files.writeString(
                home.resolve("conf/config.ini"),
                "[SelfConfig]\ncheck_period_seconds = 1\n[TSDB]\ntsdtype = Embedded\n[Server]\nport = " + port + "\n");
        tryOut(home, java);
        try {
            assertThat(puypuy(home, java, "start").text())
                    .contains("PuyPuy runs as process")
                    .contains("Page: http://127.0.0.1:" + port + "/");
            Ended status = puypuy(home, java, "status");
            assertThat(status.code()).isZero();
            assertThat(status.text()).contains("PuyPuy runs as process").contains("Backend default (Embedded)");
            assertThat(status.text()).doesNotContain("delivered 0");
            Ended check = puypuy(home, java, "config", "check");
            assertThat(check.text()).isEqualToIgnoringNewLines("No problems in conf/.");
            assertThat(check.code()).isZero();
            enableFaulty(home, java);
            Ended query = puypuy(home, java, "query", "sys_load_1", "--format", "csv");
            assertThat(query.code()).as(query.text()).isZero();
            assertThat(query.text()).contains("sys_load_1");
        } finally {
            assertThat(puypuy(home, java, "stop").code()).isZero();
        }
        assertThat(puypuy(home, java, "status").code()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "checks_available/README.md",
                "scripts_available/README.md",
                "core/server/README.md",
                "core/pattoo/README.md"
            })
    void linksLeadToWhatIsThere(String document, @TempDir Path folder) throws Exception {
        Path file = unpack(folder).resolve(document);
        List<String> links = Pattern.compile("\\]\\(([^)#:]+)\\)")
                .matcher(Files.readString(file))
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(links)
                .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }

    /** Without a daemon, and of a check that is not enabled. */
    private static void tryOut(Path home, Path java) throws IOException, InterruptedException {
        Files.deleteIfExists(home.resolve("checks_enabled/check_network_bytes"));
        Ended once = puypuy(home, java, "once", "check_network_bytes", "check_random.sh", "--interval", "100ms");
        assertThat(once.code()).as(once.text()).isZero();
        assertThat(once.text()).contains("random_gen ");
        assertThat(home.resolve("var/spool")).doesNotExist();
        assertThat(home.resolve("var/store")).doesNotExist();

        Path file = home.resolve("conf/zz.ini");
        Files.writeString(
                file, "[Load Average]\nhigh = much\nhihg = 1\n[TSDB:second]\ntsdtype = Embeded\n[Servr]\n[Other]\n");
        Files.delete(home.resolve("conf/system.ini"));
        Ended check = puypuy(home, java, "config", "check");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.text().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("conf/zz.ini:2: [Load Average] high = \"much\""),
                        line -> assertThat(line).contains("conf/zz.ini:3:").contains("did you mean \"high\"?"),
                        line -> assertThat(line).startsWith("conf/zz.ini:5: [TSDB:second] tsdtype = \"Embeded\""),
                        line -> assertThat(line).contains("conf/zz.ini:6:").contains("did you mean [Server]?"),
                        line -> assertThat(line).contains("conf/zz.ini:7:").contains("[Other]: unknown section"),
                        line -> assertThat(line).isEqualTo("2 faults, 3 warnings."));
        Files.delete(file);
    }

    /** A check whose section has a fault and a slip, while the daemon runs. */
    private static void enableFaulty(Path home, Path java) throws IOException, InterruptedException {
        Files.writeString(home.resolve("conf/zz.ini"), "[Network Stats]\nlocalhost = perhaps\nreated = yes\n");
        // Together with the check the settings would be refused as a whole.
        await().atMost(PATIENCE).until(() -> Files.readString(home.resolve("var/log/puypuy.log"))
                .contains("the configuration was read again and is in use"));
        assertThat(puypuy(home, java, "enable", "check_network_bytes").code()).isZero();
        await().atMost(PATIENCE).until(() -> puypuy(home, java, "checks").text().contains("cannot run"));
        assertThat(puypuy(home, java, "checks").text())
                .contains("conf/zz.ini:2: [Network Stats] localhost = \"perhaps\": not a truth value");
        assertThat(puypuy(home, java, "status").text())
                .contains("checks_enabled/check_network_bytes: conf/zz.ini:2: [Network Stats]");
        assertThat(Files.readString(home.resolve("var/log/puypuy.log")))
                .containsOnlyOnce("conf/zz.ini:3: warning: [Network Stats] reated: unknown key")
                .contains("did you mean \"rated\"?");
        assertThat(puypuy(home, java, "disable", "check_network_bytes").code()).isZero();
        Files.delete(home.resolve("conf/zz.ini"));
    }

    private static Path unpack(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(Path.of("target"), "puypuy-*.tar.gz")) {
            for (Path archive : archives) {
                Ended unpacked = run(
                        folder, null, "tar", "-xzf", archive.toAbsolutePath().toString());
                assertThat(unpacked.code()).as(unpacked.text()).isZero();
            }
        }
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(folder)) {
            return unpacked.iterator().next();
        }
    }

    private record Ended(int code, String text) {}

    private static Ended puypuy(Path home, Path java, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/puypuy").toString()));
        command.addAll(List.of(arguments));
        return run(Path.of("/"), java, command.toArray(String[]::new));
    }

    private static Ended run(Path from, @Nullable Path java, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PUYPUY_"));
        if (java != null) {
            builder.environment().put("JAVA_HOME", java.toString());
        }
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }
}
