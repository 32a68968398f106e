package io.puypuy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.puypuy.api.Alert;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.engine.plugin.PluginFolder;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.settings.ConfException;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

final class LanesTest {
    private static final Series SERIES =
            new Series(Metric.rate("depot_jobs", "jobs/s"), new Origin("host-1", "", "", ""), Tags.none());

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Lanes.class);
    private Home home;
    private Lanes lanes;
    private Configuration configuration;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        home = new Home(folder);
        Files.createDirectories(home.conf());
        backend("Away", "new Limits(1, 100)", "");
        backend("Other", "new Limits(1, 100)", "");
        backend("Broken", "null", "");
        backend("Page", "new Limits(1, 100)", """
                public java.util.Optional<ScrapePage> scrapePage() {
                    return java.util.Optional.of(accept -> new ScrapePage.Content("text/plain", ""));
                }
                """);
        backend("Alarms", "new Limits(1, 100)", """
                public boolean takesEvents() { return true; }
                public void encode(io.puypuy.api.Event event, EncodeBuffer out) { out.text(event.message()); }
                """);
        lanes = new Lanes(home.backends(), new Context(new LazyHttp(), Optional::empty, () -> Duration.ofSeconds(1)));
        configuration = new Configuration(home, Map.of(), List.of(lanes), List::of);
        log.start();
        logger.addAppender(log);
    }

    private void backend(String type, String limits, String more) throws IOException {
        backend(type, type, limits, more);
    }

    private void backend(String className, String type, String limits, String more) throws IOException {
        PluginFolder.at(home.backends().resolve(type))
                .type(className, """
                        import io.puypuy.api.backend.*;
                        @Extension public class %1$s implements Backend {
                            public String type() { return "%4$s"; }
                            public void configure(Settings settings, BackendContext context) { settings.text("x", ""); }
                            public Limits limits() { return %2$s; }
                            public void encode(DataPoint point, EncodeBuffer out) { out.text(point.name()); }
                            public Delivery send(EncodedPoints points) { return new Delivery.RetryLater("away"); }
                            %3$s
                        }
                        """.formatted(className, limits, more, type))
                .build();
    }

    @AfterEach
    void close() throws InterruptedException {
        logger.detachAppender(log);
        lanes.close(Duration.ofSeconds(5));
    }

    private void use(String ini) throws Exception {
        Files.writeString(home.conf().resolve("config.ini"), ini);
        configuration.load();
    }

    @Test
    void pointsThatABackendLeavesBehindAreSpokenOf() throws Exception {
        use("[TSDB]\ntsdtype = Away\n");
        lanes.offer(List.of(DataPoint.of(SERIES, 1_000, 1.0)), List.of());
        use("[TSDB]\ntsdtype = Away\nx = 1\n");
        assertThat(log.list).as("the new one sends them").isEmpty();
        use("[TSDB]\ntsdtype = Other\n");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("backend default is no longer Away: 1 points stay in ")
                .endsWith("\"bin/puypuy spool drop default-away\" deletes them");
    }

    @Test
    void eventsGoToTheBackendsThatTakeThemOnly() throws Exception {
        use("[TSDB]\ntsdtype = Away\n[TSDB:alarms]\ntsdtype = Alarms\n");
        Event event = new Event(
                "Depot", SERIES.origin(), Tags.none(), 1_000, 16, Alert.Level.ERROR, "ERROR: the depot burns", -2);
        lanes.offer(List.of(DataPoint.of(SERIES, 1_000, 1.0)), List.of(event));

        assertThat(lanes.statuses())
                .extracting(status -> status.books().collected())
                .containsExactly(1L, 2L);
        await().until(() -> lanes.statuses().get(1).books().waitingBytes() > 0);
    }

    @Test
    void aSecondPageIsAFault() {
        assertThatThrownBy(() -> use("[TSDB]\ntsdtype = Page\n[TSDB:two]\ntsdtype = Page\n"))
                .isInstanceOf(ConfException.class)
                .hasMessageContaining("config.ini:4: [TSDB:two]")
                .hasMessageContaining("another section shows its points at /metrics");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Away | default | Away | its backend would be called \"default\", as that of [TSDB] is",
                "Away | default | Other | its backend would be called \"default\", as that of [TSDB] is",
                "Far-Away | default-far | Away | its batches would lie in default-far-away, as those of [TSDB] do",
            })
    void twoSectionsWithOneNameOrSpoolAreAFault(String type, String label, String otherType, String message)
            throws Exception {
        backend("FarAway", "Far-Away", "new Limits(1, 100)", "");
        String ini = "[TSDB]\ntsdtype = " + type + "\n[TSDB:" + label + "]\ntsdtype = " + otherType + "\n";

        assertThatThrownBy(() -> use(ini))
                .isInstanceOf(ConfException.class)
                .hasMessageContaining("config.ini:4: [TSDB:" + label + "] tsdtype = \"" + otherType + "\": " + message);
        assertThat(lanes.statuses()).isEmpty();
    }

    @Test
    void aBackendThatFailsWhileItsLaneIsMadeIsAFaultOfItsSectionOnly() throws Exception {
        use("[TSDB]\ntsdtype = Away\n");
        assertThatThrownBy(() -> use("[TSDB]\ntsdtype = Away\n[TSDB:two]\ntsdtype = Broken\n"))
                .isInstanceOf(ConfException.class)
                .hasMessageContaining("config.ini:4: [TSDB:two] tsdtype = \"Broken\": the backend failed");
        assertThat(lanes.statuses()).hasSize(1);
    }
}
