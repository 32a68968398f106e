package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Etcd 3, a cluster of one member on ports of 127.0.0.1. "API reference", gRPC gateway. */
public final class EtcdServer implements AutoCloseable {
    private final int port = FreePort.next();
    private final int peerPort = FreePort.next();
    private final ServerProcess process;

    private EtcdServer() {
        Path program = Requirement.program("etcd", "etcd-server");
        String peer = "http://127.0.0.1:" + peerPort;
        process = ServerProcess.start(
                "etcd",
                Duration.ofSeconds(30),
                folder -> List.of(
                        program.toString(),
                        "--name=one",
                        "--data-dir=" + folder.resolve("data"),
                        "--listen-client-urls=" + uri(""),
                        "--advertise-client-urls=" + uri(""),
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=one=" + peer,
                        "--log-level=warn"),
                // Until it has settled its version, it makes proposals of its own.
                () -> ServerHttp.get(uri("/metrics")).body().contains("\netcd_cluster_version{"));
    }

    public static EtcdServer start() {
        return new EtcdServer();
    }

    /** The address of a path that begins with a slash, or of the server. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** Writes so many keys, one by one. */
    public void put(int keys) throws IOException {
        for (int i = 0; i < keys; i++) {
            String body = "{\"key\":\"" + base64("key " + i) + "\",\"value\":\"" + base64("value") + "\"}";
            ServerHttp.post(uri("/v3/kv/put"), Map.of("Content-Type", "application/json"), body.getBytes(UTF_8))
                    .json();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** To stop the server and start it again. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
