package io.puypuy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.engine.plugin.PluginFolder;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EngineTest {
    private Home home;
    private Engine engine;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        home = new Home(folder);
        for (Path each : List.of(home.conf(), home.checksEnabled(), home.scriptsEnabled())) {
            Files.createDirectories(each);
        }
        PluginFolder.at(home.backends().resolve("away")).type("Away", """
                        import io.puypuy.api.backend.*;
                        @Extension public class Away implements Backend {
                            public String type() { return "Away"; }
                            public void configure(Settings settings, BackendContext context) {}
                            public Limits limits() { return new Limits(1000, 100000); }
                            public void encode(DataPoint point, EncodeBuffer out) { out.text(point.name()); }
                            public boolean takesEvents() { return true; }
                            public void encode(Event event, EncodeBuffer out) { out.text(event.message()); }
                            public Delivery send(EncodedPoints points) { return new Delivery.RetryLater("away"); }
                        }
                        """).build();
        engine = new Engine(home, "1", Map.of(), Optional::empty, List.of(), status -> {});
    }

    @AfterEach
    void close() throws InterruptedException {
        engine.close(Duration.ofSeconds(5));
    }

    private void check(String name, String members) {
        PluginFolder.at(home.checksEnabled().resolve(name)).check(members).build();
    }

    private void start(int period, String ini) throws Exception {
        conf(period, ini);
        engine.open();
        engine.start();
    }

    private void conf(int period, String ini) throws IOException {
        Files.writeString(
                home.conf().resolve("config.ini"),
                "[SelfConfig]\ncheck_period_seconds = " + period
                        + "\nown_metrics = no\n[TSDB]\ntsdtype = Away\n[Test]\n" + ini);
    }

    private BackendStatus.Books books() {
        return engine.status().backends().get(0).books();
    }

    @Test
    void aStopKeepsThePointsOfACycleThatItInterrupts() throws Exception {
        check("check_quick", """
                public List<Metric> metrics() { return List.of(Metric.integer("quick", "")); }
                public void collect(CheckRun run) { run.add(metrics().get(0), 1); }
                """);
        check("check_silent", """
                public void collect(CheckRun run) throws InterruptedException {
                    new java.util.concurrent.CountDownLatch(1).await();
                }
                """);
        start(60, "");
        await().until(() -> engine.status().jobs().stream()
                .anyMatch(job -> job.name().equals("check_quick") && job.state() == JobStatus.State.OK));
        engine.close(Duration.ofSeconds(2));

        assertThat(books().collected()).isEqualTo(1);
        assertThat(books().waiting()).isEqualTo(1);
    }

    @Test
    void anAlertEndsThoughItsSettingsHaveChangedMeanwhile() throws Exception {
        check("check_disk", """
                private boolean full;
                public void configure(Settings settings) { full = settings.truth("full", false); }
                public void collect(CheckRun run) {
                    run.alert(Alert.of("Disk", full ? Alert.Level.ERROR : Alert.Level.OK, "so full"));
                }
                """);
        start(1, "full = yes");
        await().until(() -> engine.status().alerts().size() == 1);
        conf(1, "full = no");
        await().until(() -> engine.status().alerts().isEmpty());
        await().until(() -> books().collected() == 2);
    }

    @Test
    void anAlertLastsWhileItsCheckIsConfiguredForLong() throws Exception {
        Path gate = home.folder().resolve("gate");
        Files.createFile(gate);
        check("check_disk", """
                public void configure(Settings settings) {
                    settings.text("new", "");
                    while (!new java.io.File("GATE").exists()) { Thread.onSpinWait(); }
                }
                public void collect(CheckRun run) {
                    run.alert(Alert.of("Disk", Alert.Level.ERROR, "full"));
                    throw new IllegalStateException("failing");
                }
                """.replace("GATE", gate.toString()));
        start(1, "");
        await().until(() -> engine.status().alerts().size() == 1 && books().collected() == 2);
        Files.delete(gate);
        conf(1, "new = yes");
        await().until(() ->
                engine.status().problems().stream().anyMatch(text -> text.contains("still being configured")));
        long cycles = engine.status().cycles();
        await().until(() -> engine.status().cycles() > cycles + 1);
        assertThat(engine.status().alerts()).hasSize(1);
        Files.createFile(gate);
        await().until(() ->
                engine.status().problems().isEmpty() && engine.status().jobs().size() == 1);
        long later = engine.status().cycles();
        await().until(() -> engine.status().cycles() > later + 1);
        assertThat(engine.status().alerts()).hasSize(1);
        // The alert and that the check fails: nothing of both has changed.
        assertThat(books().collected()).isEqualTo(2);
    }

    @Test
    void anAlertEndsWithItsCheck() throws Exception {
        check("check_disk", """
                public void collect(CheckRun run) { run.alert(Alert.of("Disk", Alert.Level.ERROR, "full")); }
                """);
        start(1, "");
        await().until(() -> engine.status().alerts().size() == 1);
        Files.move(home.checksEnabled().resolve("check_disk"), home.folder().resolve("disabled"));
        await().until(() -> engine.status().alerts().isEmpty());
        await().until(() -> books().collected() == 2);
    }
}
