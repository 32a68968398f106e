package io.puypuy.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.nio.file.Files;
import java.nio.file.Path;
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
