package io.puypuy.app;

import static io.puypuy.app.Installed.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.app.Installed.Ended;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spool retry} and {@code spool drop} while the daemon runs and owns the spool. */
final class SpoolOrdersIT {
    private static final PeerAnswer REFUSES =
            PeerAnswer.of(400, "{\"error\":\"unable to parse: wrong\"}").header("Content-Type", "application/json");

    private static boolean hasPoint(RecordedRequest request) {
        return request.text().contains("wanted_");
    }

    private static long stored(RecordingHttpPeer peer) {
        return peer.requests().stream()
                .flatMap(request -> request.text().lines())
                .filter(line -> line.startsWith("wanted_"))
                .distinct()
                .count();
    }

    private static BackendStatus backend(Installed puypuy) {
        return puypuy.status().orElseThrow().backends().get(0);
    }

    private static BackendStatus.Books books(Installed puypuy) {
        return backend(puypuy).books();
    }

    @Test
    void ordersAreCarriedOutByTheDaemon(@TempDir Path folder) throws Exception {
        try (Installed puypuy = Installed.in(folder);
                RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            puypuy.write(
                    "conf/config.ini",
                    "[SelfConfig]\ncheck_period_seconds = 1\nown_metrics = no\n[TSDB]\ntsdtype = InfluxDB\ndatabase = x\n"
                            + "address = " + peer.uri("") + "\n");
            puypuy.addScript("check_wanted.sh", "#!/bin/sh\necho wanted_$(date +%s%N) 1 test stack\n");

            peer.answer(request -> hasPoint(request) ? REFUSES : PeerAnswer.of(204, ""));
            puypuy.start();
            await("two points are refused").until(() -> books(puypuy).rejected() >= 2);
            peer.answer(request -> PeerAnswer.of(204, ""));
            peer.forget();
            Ended retry = puypuy.puypuy("spool", "retry", "default");
            assertThat(retry.code()).as(retry.text()).isZero();
            assertThat(retry.text()).containsPattern("default-influxdb: in the queue now: \\d+ rejected points and");
            await("all of them are stored").until(() -> {
                BackendStatus.Books books = books(puypuy);
                return books.delivered() > books.rejected() && stored(peer) >= books.rejected() + 1;
            });
            assertThat(puypuy.puypuy("spool").text()).doesNotContain("rejected");

            peer.answer(request -> PeerAnswer.of(503, ""));
            await("some wait")
                    .until(() -> backend(puypuy).state() == BackendStatus.State.RETRYING
                            && backend(puypuy).books().waiting() >= 2);
            Ended drop = puypuy.puypuy("spool", "drop", "--yes");
            assertThat(drop.code()).as(drop.text()).isZero();
            assertThat(drop.text()).containsPattern("default-influxdb: \\d+ waiting points were dropped");
            await("they are booked").until(() -> books(puypuy).dropped() >= 2);
            BackendStatus.Books books = books(puypuy);
            assertThat(books.collected())
                    .isEqualTo(books.delivered() + books.rejected() + books.dropped() + books.waiting());

            puypuy.configure("", "");
            await("the backend is gone").until(() -> puypuy.status().orElseThrow().backends().stream()
                    .allMatch(backend -> backend.type().equals("Embedded")));
            Ended orphan = puypuy.puypuy("spool", "drop", "default-influxdb", "--yes");
            assertThat(orphan.code()).as(orphan.text()).isEqualTo(1);
            assertThat(orphan.text()).contains("the daemon that runs has no such backend");
            assertThat(puypuy.puypuy("stop").code()).isZero();
            Ended stopped = puypuy.puypuy("spool", "drop", "default-influxdb", "--yes");
            assertThat(stopped.code()).as(stopped.text()).isZero();
            assertThat(puypuy.puypuy("spool").text()).contains("default-influxdb: nothing waits");
        }
    }
}
