package io.puypuy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.engine.plugin.PluginFolder;
import io.puypuy.engine.read.LazyHttp;
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
        for (String type : List.of("Away", "Other")) {
            PluginFolder.at(home.backends().resolve(type))
                    .type(type, """
                            import io.puypuy.api.backend.*;
                            @Extension public class %1$s implements Backend {
                                public String type() { return "%1$s"; }
                                public void configure(Settings settings, BackendContext context) { settings.text("x", ""); }
                                public Limits limits() { return new Limits(1, 100); }
                                public void encode(DataPoint point, EncodeBuffer out) { out.text(point.name()); }
                                public Delivery send(EncodedPoints points) { return new Delivery.RetryLater("away"); }
                            }
                            """.formatted(type))
                    .build();
        }
        lanes = new Lanes(home.backends(), new Context(new LazyHttp(), Optional::empty, () -> Duration.ofSeconds(1)));
        configuration = new Configuration(home, Map.of(), List.of(lanes), List::of);
        log.start();
        logger.addAppender(log);
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
}
