package io.puypuy.app;

import static io.puypuy.app.Installed.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.app.Installed.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client of Nagios and the daemon that runs its plugins. */
final class NaclientIT {
    private static final String KEY = "say \"please\" \\ twice";
    private static final String PLUGINS = """
            [Nagios]
            timeout: 3s
            fine: printf 'OK - "all" \\t {well}: ü | a=1;2\\nand\\\\n more'
            Soon: sh -c 'echo soon; exit 1'
            broken: sh -c 'echo broken; exit 2'
            unknown: sh -c 'exit 3'
            slow: sh -c 'sleep 60'
            """;

    private static Ended naclient(Installed puypuy, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(puypuy.home.resolve("bin/naclient").toString(), "-pyport", Integer.toString(puypuy.port)));
        command.addAll(List.of(arguments));
        return Installed.run(Path.of(System.getProperty("java.home")), command, Map.of("PUYPUY_APIKEY", KEY));
    }

    private static void configure(Installed puypuy, String plugins) throws IOException {
        puypuy.write("conf/nagios.ini", plugins);
        puypuy.configure("", "[WebServer]\nwebserver = yes\napikey = " + KEY);
    }

    @Test
    void runsThePluginsOfADaemon(@TempDir Path folder) throws Exception {
        try (Installed puypuy = Installed.in(folder)) {
            configure(puypuy, PLUGINS);
            puypuy.start();

            assertThat(naclient(puypuy, "-pyname", "fine"))
                    .isEqualTo(new Ended(0, "OK - \"all\" \t {well}: ü | a=1;2\nand\\n more\n"));
            assertThat(naclient(puypuy, "-pyhost", "localhost", "-pyname", "SOON"))
                    .isEqualTo(new Ended(1, "soon\n"));
            assertThat(naclient(puypuy, "-pykey", KEY, "-pyname", "broken")).isEqualTo(new Ended(2, "broken\n"));
            assertThat(naclient(puypuy, "-pyname", "unknown")).isEqualTo(new Ended(3, "\n"));
            assertThat(naclient(puypuy, "-pyname", "slow"))
                    .isEqualTo(new Ended(3, "sh had not ended after 3000 ms and was killed\n"));
            assertThat(naclient(puypuy, "-pyname", "of tomorrow"))
                    .isEqualTo(new Ended(3, "UNKNOWN: section [Nagios] has no plugin \"of tomorrow\"\n"));
            assertThat(naclient(puypuy, "-pyname", "fine", "-pyargs", "x"))
                    .isEqualTo(new Ended(
                            3, "UNKNOWN: arguments are not taken here; \"allow_arguments\" in [Nagios] says so\n"));
            assertThat(naclient(puypuy, "-pykey", "another", "-pyname", "fine"))
                    .isEqualTo(new Ended(3, "UNKNOWN: the API key is not that of the settings\n"));
            assertThat(naclient(puypuy, "-pytimeout", "1", "-pyname", "slow").text())
                    .startsWith("UNKNOWN: the daemon at 127.0.0.1:" + puypuy.port + " cannot be asked: (28)");
        }
    }

    @Test
    void waitsWhileTheDaemonRunsOthersAndSeesChangedSettings(@TempDir Path folder) throws Exception {
        try (Installed puypuy = Installed.in(folder)) {
            Path go = folder.resolve("go");
            configure(
                    puypuy,
                    "[Nagios]\ntimeout: 20s\nwait: sh -c 'until [ -e " + go + " ]; do sleep 0.05; done; echo gone'\n");
            puypuy.start();
            List<CompletableFuture<Ended>> asking = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                asking.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return naclient(puypuy, "-pytimeout", "20", "-pyname", "wait");
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }));
            }
            await("others are told that they have to wait")
                    .until(() -> naclient(puypuy, "-pytimeout", "1", "-pyname", "wait")
                            .text()
                            .contains("is still busy after 1 s"));
            Files.createFile(go);
            for (CompletableFuture<Ended> one : asking) {
                assertThat(one.get()).isEqualTo(new Ended(0, "gone\n"));
            }

            puypuy.write("conf/nagios.ini", "[Nagios]\nnew: echo new\n");
            await("the new plugin is there")
                    .until(() -> naclient(puypuy, "-pyname", "new").equals(new Ended(0, "new\n")));
        }
    }

    @Test
    void saysWhatIsWrong(@TempDir Path folder) throws Exception {
        try (Installed puypuy = Installed.in(folder)) {
            assertThat(naclient(puypuy, "-pyname", "fine").text())
                    .startsWith("UNKNOWN: the daemon at 127.0.0.1:" + puypuy.port + " cannot be asked: (7) ");
            assertThat(naclient(puypuy)).isEqualTo(new Ended(3, "UNKNOWN: -pyname says which plugin; see --help\n"));
            assertThat(naclient(puypuy, "-pyname"))
                    .isEqualTo(new Ended(3, "UNKNOWN: -pyname needs a value; see --help\n"));
            assertThat(naclient(puypuy, "--verbose").code()).isEqualTo(3);
            assertThat(naclient(puypuy, "-pyname", "x", "-pyhost", "a b").code())
                    .isEqualTo(3);
            Ended help = naclient(puypuy, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.text()).contains("-pyhost HOST", "-pyport PORT", "-pykey KEY", "-pyname NAME", "Exit code");
        }
    }
}
