package io.puypuy.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.testkit.server.InfluxServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does who has just unpacked PuyPuy and has an InfluxDB. */
final class WizardIT {
    @Test
    void fewAnswersBringPointsIntoInfluxDb(@TempDir Path folder) throws Exception {
        try (InfluxServer server = InfluxServer.startWithAuthentication("writer", "se cret");
                Installed installed = Installed.in(folder)) {
            List<String> answers = new ArrayList<>(List.of(
                    "InfluxDB", server.uri("").toString(), "writer", "se cret", "hosts", "yes", "lab", "web", "-"));
            if (System.getProperty("user.name").equals("root")) {
                // Who runs the daemon.
                answers.add("-");
            }
            answers.addAll(List.of("check_memory", "no", "yes", "yes", ""));
            Path file = Files.write(folder.resolve("answers"), answers);
            String command = "'" + installed.launcher() + "' config wizard < '" + file + "'";
            Installed.Ended wizard =
                    Installed.run(Path.of(System.getProperty("java.home")), List.of("sh", "-c", command));
            assertThat(wizard.code()).as(wizard.text()).isZero();
            assertThat(wizard.text())
                    .contains("No problems in conf/.", "Usable: 1 of 1 backend.", "Next: bin/puypuy start")
                    .doesNotContain("se cret");

            installed.start();
            Installed.await("points in InfluxDB").until(() -> !server.query("hosts", "SELECT * FROM mem_total")
                    .isEmpty());
            assertThat(server.query("hosts", "SELECT * FROM mem_total").toString())
                    .contains("lab", "web");
            assertThat(installed.puypuy("backend", "check").code()).isZero();
            assertThat(installed.puypuy("stop").code()).isZero();
        }
    }
}
