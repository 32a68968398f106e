package io.puypuy.backend.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenTsdbContractTest extends HttpBackendContract {
    private static final int EVERY_SERVER_TAKES = 8192;

    @Override
    protected Backend backend() {
        return new OpenTsdbBackend();
    }

    @Override
    protected PeerAnswer stored() {
        return PeerAnswer.of(200, "{\"success\":1,\"failed\":0,\"errors\":[]}");
    }

    @Test
    void noRequestIsLargerThanAServerTakesThatNobodyConfigured() {
        List<DataPoint> points = Points.ofAllShapes(3_000, 1_700_000_000_000L, 1000, 7);
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            peer.answer(request -> stored());
            try (LaneDriver lane = LaneDriver.of(backend(), iniOf("http://127.0.0.1:" + peer.port()), folder)) {
                lane.offer(points);
                lane.settled(points.size());
            }
            assertThat(peer.requests())
                    .allSatisfy(request -> assertThat(request.body().length).isLessThanOrEqualTo(EVERY_SERVER_TAKES))
                    .anySatisfy(
                            request -> assertThat(request.body().length).isGreaterThan(EVERY_SERVER_TAKES * 9 / 10));
        }
    }
}
