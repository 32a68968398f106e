package io.puypuy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.plugin.PluginFolder;
import io.puypuy.engine.probe.BackendProbe;
import io.puypuy.engine.probe.Step;
import io.puypuy.engine.settings.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackendTrialTest {
    private Home home;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        home = new Home(folder);
        Files.createDirectories(home.conf());
        PluginFolder.at(home.backends().resolve("plain")).type("B", """
                        import io.puypuy.api.backend.*;
                        @Extension public class B implements Backend {
                            private String answer = "";
                            public String type() { return "Plain"; }
                            public void configure(Settings settings, BackendContext context) {
                                answer = settings.requiredText("answer");
                                if (answer.equals("throw")) throw new IllegalStateException("broken");
                            }
                            public Limits limits() { return new Limits(1, 1); }
                            public void encode(DataPoint point, EncodeBuffer out) { out.text(point.name() + point.series().allTags()); }
                            public Delivery send(EncodedPoints points) {
                                String point = new String(points.point(0));
                                return answer.equals("yes") ? new Delivery.Stored() : new Delivery.RefusedWhole(point);
                            }
                            public void close() { if (!answer.isEmpty()) throw new IllegalStateException("closed"); }
                        }
                        """).build();
    }

    private BackendTrial open(String ini) throws IOException, InterruptedException {
        Files.writeString(home.conf().resolve("config.ini"), ini);
        return BackendTrial.open(home, Map.of(), Optional::empty);
    }

    @Test
    void everyConfiguredBackendIsTriedByItself() throws Exception {
        String self = "[SelfConfig]\nhostname = h\ncluster_name = lab\n";
        try (BackendTrial trial =
                open(self + "[TSDB]\ntsdtype = plain\nanswer = yes\n[TSDB:b]\ntsdtype = Plain\nanswer = no\n")) {
            assertThat(trial.faults()).isEmpty();
            assertThat(trial.probes()).extracting(BackendProbe::name).containsExactly("default", "b");
            assertThat(trial.probes()).extracting(BackendProbe::type).containsOnly("Plain");
            List<Step> steps = new ArrayList<>();
            assertThat(trial.probes().get(0).run(steps::add)).isTrue();
            assertThat(trial.probes().get(1).run(steps::add)).isFalse();
            assertThat(steps)
                    .satisfiesExactly(stored -> assertThat(stored.ok()).isTrue(), refused -> assertThat(refused.words())
                            .startsWith("conf/config.ini:7: [TSDB:b]: the receiver refuses the point: "
                                    + "puypuy_probe{host=h, type=puypuy, cluster=lab}"));
        }
        assertThat(home.folder().resolve("var")).doesNotExist();
    }

    @Test
    void backendWithWrongSettingsIsNotTried() throws Exception {
        try (BackendTrial trial = open("""
                [TSDB]
                tsdtype = plain
                [TSDB:b]
                tsdtype = plian
                [TSDB:c]
                tsdtype = plain
                answer = yes
                ansver = 1
                [Other]
                x = 1
                """)) {
            assertThat(trial.probes()).extracting(BackendProbe::name).containsExactly("c");
            assertThat(trial.names()).containsExactly("default", "b", "c");
            assertThat(trial.faults())
                    .extracting(Fault::toString)
                    .satisfiesExactly(
                            fault -> assertThat(fault).startsWith("conf/config.ini:1: [TSDB] answer: required"),
                            fault -> assertThat(fault).startsWith("conf/config.ini:4: [TSDB:b] tsdtype = \"plian\""),
                            fault -> assertThat(fault).contains(":8: warning: [TSDB:c] ansver: unknown key"));
        }
    }

    @Test
    void backendThatThrowsWhenItReadsItsSettingsIsAskedForNothing() throws Exception {
        try (BackendTrial trial = open("[TSDB]\ntsdtype = plain\nanswer = throw\n")) {
            assertThat(trial.probes()).isEmpty();
            assertThat(trial.faults())
                    .singleElement()
                    .asString()
                    .contains("[TSDB] tsdtype = \"plain\": the backend failed: ")
                    .contains("broken");
        }
    }
}
