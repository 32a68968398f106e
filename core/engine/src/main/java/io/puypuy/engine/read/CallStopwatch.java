package io.puypuy.engine.read;

import io.puypuy.api.read.HttpTimes;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Measures one call, which has it as a tag. Used by the thread of the call. */
final class CallStopwatch extends EventListener {
    private final long begin = System.nanoTime();
    private long connected = begin;
    private long firstByte = begin;
    private boolean connects;
    private boolean connecting;

    static EventListener of(Call call) {
        @Nullable CallStopwatch stopwatch = call.request().tag(CallStopwatch.class);
        return stopwatch == null ? EventListener.NONE : stopwatch;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connects = true;
        connecting = true;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        connected = System.nanoTime();
        connecting = false;
    }

    @Override
    public void responseHeadersStart(Call call) {
        firstByte = System.nanoTime();
    }

    /** Whether a connection was begun and is not there yet, TLS included. */
    boolean isConnecting() {
        return connecting;
    }

    /** The times of the call, whose reply has been read to its end. */
    HttpTimes times(Response response) {
        return new HttpTimes(
                connects ? Optional.of(since(begin, connected)) : Optional.empty(),
                since(begin, firstByte),
                since(begin, System.nanoTime()),
                certificateEnd(response.handshake()));
    }

    private static Duration since(long begin, long end) {
        return Duration.ofNanos(end - begin);
    }

    private static Optional<Instant> certificateEnd(@Nullable Handshake handshake) {
        List<Certificate> chain = handshake == null ? List.of() : handshake.peerCertificates();
        return !chain.isEmpty() && chain.get(0) instanceof X509Certificate own
                ? Optional.of(own.getNotAfter().toInstant())
                : Optional.empty();
    }
}
