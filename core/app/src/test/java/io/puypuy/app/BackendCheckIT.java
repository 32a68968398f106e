package io.puypuy.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.server.store.Aggregate;
import io.puypuy.server.store.Query;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import io.puypuy.server.store.Window;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/puypuy backend check} of the distribution, beside a daemon and without one. */
final class BackendCheckIT {
    @Test
    void embeddedStoreTakesAPointAndADaemonKeepsIts(@TempDir Path folder) throws Exception {
        try (Installed installed = Installed.in(folder)) {
            Installed.Ended alone = installed.puypuy("backend", "check");
            assertThat(alone.text()).contains("default: Embedded", "ok      point accepted", "Usable: 1 of 1 backend.");
            assertThat(alone.code()).isZero();

            installed.start();
            Installed.Ended beside = installed.puypuy("backend", "check");
            assertThat(beside.text()).contains("the daemon that runs has it: delivering");
            assertThat(beside.code()).isZero();
            assertThat(installed.ask("metrics").toString()).contains("puypuy_probe");
        }
    }

    @Test
    void faultySettingsOfTheStoreDropNothingOfIt(@TempDir Path folder) throws Exception {
        long old = System.currentTimeMillis() - Duration.ofDays(40).toMillis();
        Series load = new Series(Metric.floating("load", "count"), new Origin("a", "b", "c", "d"), Tags.none());
        try (Installed installed = Installed.in(folder)) {
            StoreSettings year =
                    new StoreSettings(installed.home.resolve("var/store"), 365, StoreSettings.DEFAULT_MAX_BYTES);
            try (QuestStore store = QuestStore.open(year)) {
                store.append(List.of(DataPoint.of(load, old, 1.5)));
            }
            installed.configure("", "retention_days = 365 days\nmax_store_bytes = much");

            Installed.Ended checked = installed.puypuy("backend", "check");

            assertThat(checked.code()).isEqualTo(1);
            assertThat(checked.text())
                    .contains("failed  conf/config.ini", "retention_days = \"365 days\"", "max_store_bytes = \"much\"")
                    .contains("Usable: 0 of 1 backend.");
            try (QuestStore store = QuestStore.open(year)) {
                Window window = new Window(old, old + 1000, Optional.of(1000L), Aggregate.LAST);
                assertThat(store.query(new Query("load", window, Map.of()))
                                .orElseThrow()
                                .series())
                        .hasSize(1);
            }
        }
    }

    @Test
    void eachBackendIsTriedByItselfAndTheSpoolIsLeftAlone(@TempDir Path folder) throws Exception {
        try (Installed installed = Installed.in(folder);
                RecordingHttpPeer good = RecordingHttpPeer.start();
                RecordingHttpPeer strict = RecordingHttpPeer.start()) {
            good.answer(request -> PeerAnswer.of(204, ""));
            strict.answer(request -> PeerAnswer.of(401, "no"));
            installed.write("conf/config.ini", """
                    [TSDB]
                    tsdtype = KairosDB
                    address = http://127.0.0.1:%d
                    [TSDB:strict]
                    tsdtype = KairosDB
                    address = http://127.0.0.1:%d
                    user = me
                    pass = secret
                    """.formatted(good.port(), strict.port()));
            Installed.Ended checked = installed.puypuy("backend", "check");
            assertThat(checked.code()).isEqualTo(1);
            assertThat(checked.text())
                    .contains("default: KairosDB at 127.0.0.1:" + good.port())
                    .containsPattern("ok      point accepted .* puypuy_probe = 1")
                    .containsPattern("failed  authenticated .* answered 401 and \"no\"; check user and pass")
                    .contains("Usable: 1 of 2 backends.")
                    .doesNotContain("secret");
            assertThat(good.requests()).singleElement().satisfies(request -> assertThat(request.text())
                    .contains("\"puypuy_probe\""));
            assertThat(Files.exists(installed.home.resolve("var/spool"))).isFalse();

            assertThat(installed.puypuy("backend", "check", "default").code()).isZero();
        }
    }
}
