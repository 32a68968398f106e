package io.puypuy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.plugin.PluginFolder;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.settings.Conf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ConfiguredBackendsTest {
    @Test
    void aBackendThatHangsWhileItReadsItsSectionIsAFault(@TempDir Path folder) throws Exception {
        PluginFolder.at(folder.resolve("hangs")).type("Hangs", """
                        import io.puypuy.api.backend.*;
                        @Extension public class Hangs implements Backend {
                            public String type() { return "Hangs"; }
                            public void configure(Settings settings, BackendContext context) {
                                try { new java.util.concurrent.CountDownLatch(1).await(); }
                                catch (InterruptedException givenUp) { Thread.currentThread().interrupt(); }
                            }
                            public Limits limits() { return new Limits(1, 100); }
                            public void encode(DataPoint point, EncodeBuffer out) { out.text(point.name()); }
                            public Delivery send(EncodedPoints points) { return new Delivery.Stored(); }
                        }
                        """).build();
        Context context = new Context(new LazyHttp(), Optional::empty, () -> Duration.ofSeconds(1));
        Conf conf = Conf.of("conf/config.ini", "[TSDB]\ntsdtype = hangs\n");

        try (ConfiguredBackends backends = new ConfiguredBackends(folder, context, Duration.ofMillis(100))) {
            assertThat(backends.make(conf.section("TSDB"))).isEmpty();
        }

        assertThat(conf.faults())
                .singleElement()
                .hasToString(
                        "conf/config.ini:2: [TSDB] tsdtype = \"hangs\": the backend is still being configured after"
                                + " 100 ms; choose another");
    }
}
