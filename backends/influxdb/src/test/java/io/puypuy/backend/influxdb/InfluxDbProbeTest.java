package io.puypuy.backend.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.probe.BackendProbe;
import io.puypuy.engine.probe.Step;
import io.puypuy.engine.probe.Step.Kind;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.server.InfluxServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@code bin/puypuy backend check} says of InfluxDB 1.6 with authentication, as Debian has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InfluxDbProbeTest {
    private final InfluxServer server = InfluxServer.startWithAuthentication("writer", "right");

    @BeforeAll
    void createDatabase() throws Exception {
        server.createDatabase("here");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private List<Step> probe(String... lines) throws InterruptedException {
        String ini = "address = " + server.uri("") + "\n" + String.join("\n", lines) + "\n";
        try (BackendDriver driver = BackendDriver.of(new InfluxDbBackend(), ini)) {
            return driver.probe(BackendProbe.Limits.DEFAULT);
        }
    }

    private static Step last(List<Step> steps) {
        return steps.get(steps.size() - 1);
    }

    @Test
    void pointIsAcceptedAndThere() throws Exception {
        List<Step> steps = probe("database = here", "user = writer", "pass = right");
        assertThat(steps)
                .extracting(Step::kind)
                .containsExactly(Kind.NAME, Kind.CONNECTION, Kind.AUTHENTICATION, Kind.POINT);
        assertThat(steps).allMatch(Step::ok);
        assertThat(steps.get(2).words()).isEqualTo("as writer");
        assertThat(server.query("here", "SELECT value FROM puypuy_probe").toString())
                .contains("puypuy_probe");
    }

    @Test
    void wrongPasswordIsNamedInTheServersWords() throws Exception {
        Step failed = last(probe("database = here", "user = writer", "pass = wrong"));
        assertThat(failed.ok()).isFalse();
        assertThat(failed.kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(failed.words()).contains("401", "authorization failed", "check user and pass");
    }

    @Test
    void missingDatabaseNamesTheSettingsAndIsMadeIfTold() throws Exception {
        Step failed = last(probe("database = gone", "user = writer", "pass = right"));
        assertThat(failed.ok()).isFalse();
        assertThat(failed.kind()).isEqualTo(Kind.POINT);
        assertThat(failed.words()).contains("no database \"gone\"", "create_database = yes");

        assertThat(probe("database = made", "user = writer", "pass = right", "create_database = yes"))
                .allMatch(Step::ok);
    }
}
