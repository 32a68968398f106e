package io.puypuy.engine.read;

import io.puypuy.api.read.HttpRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * One OkHttp client and those derived from it for other ways to connect; they share its connections. Thread-safe.
 *
 * <p>Calls run on the threads of their callers. OkHttp's own threads (one that closes idle connections, one that ends
 * late calls) are daemons that end when there is nothing to do.
 */
final class HttpClients implements AutoCloseable {
    private static final int MAX_DERIVED = 32;
    private static final int MAX_IDLE_CONNECTIONS = 16;
    private static final long IDLE_MINUTES = 2;

    private final ConnectionPool connections = new ConnectionPool(MAX_IDLE_CONNECTIONS, IDLE_MINUTES, TimeUnit.MINUTES);
    // Without TLS: reading the system's certificates takes longer than all the rest of the start.
    private final OkHttpClient plain = new OkHttpClient.Builder()
            .connectionPool(connections)
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            // HTTP/2 would need a thread for each connection and gains nothing at one request at a time.
            .protocols(List.of(Protocol.HTTP_1_1))
            .socketFactory(new ChannelSockets(Optional.empty()))
            // Addresses are tried one after the other on the caller's thread, which can be interrupted.
            .fastFallback(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .eventListenerFactory(CallStopwatch::of)
            // The time of the whole call is what counts; it is set with each call.
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();
    private final Map<Way, OkHttpClient> derived = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Way, OkHttpClient> eldest) {
            return size() > MAX_DERIVED;
        }
    };

    /** What makes a client of its own necessary; a changed file of certificates is read again. */
    private record Way(
            boolean tls,
            boolean verify,
            Optional<Path> caFile,
            Optional<FileTime> caFileChanged,
            Optional<Path> unixSocket) {}

    OkHttpClient of(HttpRequest request) throws IOException {
        boolean tls = "https".equalsIgnoreCase(request.address().getScheme());
        if (!tls && request.unixSocket().isEmpty()) {
            return plain;
        }
        Optional<Path> caFile = tls && request.tlsVerify() ? request.caFile() : Optional.empty();
        Way way = new Way(tls, request.tlsVerify(), caFile, changed(caFile), request.unixSocket());
        synchronized (derived) {
            OkHttpClient known = derived.get(way);
            if (known == null) {
                known = derive(way);
                derived.put(way, known);
            }
            return known;
        }
    }

    private static Optional<FileTime> changed(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isReadable(file.get())) {
            throw new IOException("cannot read ca_file " + file.get());
        }
        return Optional.of(Files.getLastModifiedTime(file.get()));
    }

    private OkHttpClient derive(Way way) throws IOException {
        OkHttpClient.Builder builder = plain.newBuilder();
        if (way.unixSocket().isPresent()) {
            builder.socketFactory(new ChannelSockets(way.unixSocket()))
                    .proxy(Proxy.NO_PROXY)
                    .dns(host -> List.of(InetAddress.getLoopbackAddress()));
        }
        if (way.tls()) {
            Trust trust = way.verify() ? Trust.verifying(way.caFile()) : Trust.anything();
            builder.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                    .sslSocketFactory(trust.sockets(), trust.manager());
            if (!way.verify()) {
                builder.hostnameVerifier((host, session) -> true);
            }
        }
        return builder.build();
    }

    @Override
    public void close() {
        connections.evictAll();
    }
}
