package io.puypuy.pattoo.hub;

import io.puypuy.engine.status.BackendStatus;
import java.util.List;
import java.util.stream.Stream;

/**
 * How it goes with the hub at a moment. The spokes are asked for one after the other while they are shown, because there
 * may be thousands.
 *
 * @param nowMillis the moment; milliseconds since 1970
 * @param startedMillis when the hub began
 * @param intervalSeconds of the polls
 * @param polls that have ended
 * @param last of them
 * @param documents the books of the documents, and whether the server takes them
 * @param polled all spokes
 */
record HubStatus(
        long nowMillis,
        long startedMillis,
        long intervalSeconds,
        long polls,
        HubPoll.PollResult last,
        BackendStatus documents,
        String receiver,
        List<PolledSpoke> polled) {
    /** In the order of the settings. */
    Stream<SpokeStatus> spokes() {
        return polled.stream().map(PolledSpoke::status);
    }

    /** How many spokes are in that state. */
    long count(SpokeStatus.State state) {
        return spokes().filter(spoke -> spoke.state() == state).count();
    }
}
