package io.puypuy.pattoo.hub;

import io.puypuy.api.read.HttpRequest;
import io.puypuy.pattoo.settings.HubSettings;
import java.net.URI;
import java.time.Duration;

/** A spoke, how it is asked, and how that went. Thread-safe. */
final class PolledSpoke {
    private final String address;
    private final HttpRequest request;
    private boolean asked;
    private long askedNanos;
    private boolean askedInVain;
    private boolean large;
    private SpokeStatus.State state = SpokeStatus.State.NEW;
    private long lastSeenMillis;
    private long latencyMillis;
    private int replyBytes;
    private long relayed;
    private long failed;
    private long failedInARow;
    private String reason = "";

    /**
     * @param interval of the polls, which the spoke puts into its document
     * @param timeout for a whole answer
     */
    PolledSpoke(HubSettings.Spoke spoke, Duration interval, Duration timeout) {
        URI documents = URI.create(spoke.documents() + "/" + interval.toSeconds());
        HttpRequest plain = HttpRequest.get(documents)
                .timeout(timeout)
                .tls(spoke.tlsVerify(), spoke.caFile())
                .header("Accept", "application/json")
                // Thousands of connections that are used once in five minutes are not kept.
                .header("Connection", "close");
        this.request = spoke.apiKey().map(plain::bearer).orElse(plain);
        this.address = documents.toString();
    }

    HttpRequest request() {
        return request;
    }

    String address() {
        return address;
    }

    /** Whether it may be asked now: nobody waits for its answer. From then on somebody does, until the outcome. */
    synchronized boolean ask() {
        if (asked) {
            return false;
        }
        asked = true;
        askedNanos = System.nanoTime();
        return true;
    }

    /** Whether it gave no document when it was last asked, which may have been some polls ago. */
    synchronized boolean askedInVain() {
        return askedInVain;
    }

    /** When that was, as {@link System#nanoTime}. */
    synchronized long askedNanos() {
        return askedNanos;
    }

    /** Whether its last answer was larger than what all spokes may send at the same time. */
    synchronized boolean isLarge() {
        return large;
    }

    synchronized void large(boolean isSo) {
        large = isSo;
    }

    /** A document was taken; whether it had failed before. */
    synchronized boolean relayed(long nowMillis, long tookMillis, int bytes) {
        boolean recovers = failedInARow > 0;
        asked = false;
        askedInVain = false;
        state = SpokeStatus.State.ANSWERING;
        lastSeenMillis = nowMillis;
        latencyMillis = tookMillis;
        replyBytes = bytes;
        relayed++;
        failedInARow = 0;
        reason = "";
        return recovers;
    }

    /** This poll gave no document; whether that is new. */
    synchronized boolean failed(String why) {
        asked = false;
        askedInVain = true;
        return miss(why);
    }

    /** This poll gave no document, and the spoke was not asked; whether that is new. */
    synchronized boolean miss(String why) {
        boolean begins = failedInARow == 0;
        state = SpokeStatus.State.FAILING;
        failed++;
        failedInARow++;
        reason = why;
        return begins;
    }

    synchronized SpokeStatus status() {
        return new SpokeStatus(
                address, state, lastSeenMillis, latencyMillis, replyBytes, relayed, failed, failedInARow, reason);
    }
}
