package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.Json;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.engine.read.LazyHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A Docker Engine in a network and with mounts of its own, with an image of busybox. Only root may start one. "Docker Engine API",
 * 1.41.
 */
public final class DockerServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LazyHttp http = new LazyHttp();
    private final List<String> containers = new ArrayList<>();
    // Not in the server's folder, which is not known yet when it is asked for the first time.
    private final Path socket =
            Path.of(System.getProperty("java.io.tmpdir"), "docker-" + UUID.randomUUID() + ".socket");
    private final ServerProcess process;

    private DockerServer() {
        Path program = Requirement.program("dockerd", "docker.io");
        Path busybox = Requirement.program("busybox", "busybox-static");
        requireNamespaces();
        process = ServerProcess.start(
                "docker",
                PATIENCE,
                folder -> {
                    writeImage(folder, busybox);
                    return List.of(
                            "unshare",
                            "-n",
                            "-m",
                            program.toString(),
                            "--data-root=" + folder.resolve("data"),
                            "--exec-root=" + folder.resolve("exec"),
                            "--pidfile=" + folder.resolve("pid"),
                            "--host=unix://" + socket,
                            "--iptables=false",
                            "--ip-forward=false",
                            "--storage-driver=vfs",
                            "--log-level=warn");
                },
                () -> send(HttpRequest.get(uri("/_ping"))).status() == 200);
        try {
            importImage();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    public static DockerServer start() {
        return new DockerServer();
    }

    // Not a matter of what is installed: inside most containers nobody may.
    private static void requireNamespaces() {
        try {
            Process unshare = new ProcessBuilder("unshare", "-n", "-m", "true").start();
            boolean allowed = unshare.waitFor(10, TimeUnit.SECONDS) && unshare.exitValue() == 0;
            Assumptions.assumeTrue(allowed, "a Docker Engine needs rights that only root has");
        } catch (IOException e) {
            throw Requirement.missing("no program unshare: apt-get install util-linux");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void writeImage(Path folder, Path busybox) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("image/bin"));
        Files.copy(busybox, programs.resolve("busybox"));
        for (String name : List.of("sh", "sleep", "ping")) {
            Files.createSymbolicLink(programs.resolve(name), Path.of("busybox"));
        }
        Process tar = new ProcessBuilder("tar", "-C", folder.resolve("image").toString(), "-cf", "image.tar", ".")
                .directory(folder.toFile())
                .start();
        try {
            if (!tar.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || tar.exitValue() != 0) {
                throw new IOException("tar failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void importImage() throws IOException {
        byte[] image = Files.readAllBytes(process.folder().resolve("image.tar"));
        require(send(HttpRequest.get(uri("/images/create?fromSrc=-&repo=test&tag=1"))
                .timeout(PATIENCE)
                .post(HttpRequest.Body.of(image), "application/x-tar")));
    }

    private static URI uri(String pathAndQuery) {
        return URI.create("http://docker" + pathAndQuery);
    }

    private HttpReply send(HttpRequest request) throws IOException {
        return http.send(request.unixSocket(socket));
    }

    private static HttpReply require(HttpReply reply) throws IOException {
        if (reply.status() / 100 != 2) {
            throw new IOException(reply.request() + ": status " + reply.status() + " " + reply.body());
        }
        return reply;
    }

    private HttpReply post(String path, String json) throws IOException {
        HttpRequest request = HttpRequest.get(uri(path))
                .timeout(PATIENCE)
                .post(HttpRequest.Body.of(json.getBytes(UTF_8)), "application/json");
        return require(send(request));
    }

    private Json json(HttpReply reply) throws IOException {
        try {
            return JsonReader.parse(require(reply).body());
        } catch (CheckException e) {
            throw new IOException(e);
        }
    }

    /** Where it listens. */
    public Path socket() {
        return socket;
    }

    /**
     * Starts a container that does nothing.
     *
     * @param hostConfig as JSON, such as {@code {"Memory":67108864}}
     */
    public void run(String name, String hostConfig) throws IOException {
        post(
                "/containers/create?name=" + name,
                "{\"Image\":\"test:1\",\"Cmd\":[\"/bin/sh\",\"-c\",\"while :; do sleep 1; done\"],\"HostConfig\":"
                        + hostConfig + "}");
        post("/containers/" + name + "/start", "");
        containers.add(name);
    }

    /** Runs a program in a container until it has ended. */
    public void execute(String container, String... command) throws IOException {
        String words = "[\"" + String.join("\",\"", command) + "\"]";
        String id = json(post("/containers/" + container + "/exec", "{\"Cmd\":" + words + "}"))
                .text("Id")
                .orElseThrow();
        post("/exec/" + id + "/start", "{\"Detach\":true}");
        Awaitility.await().atMost(PATIENCE).until(() -> json(send(HttpRequest.get(uri("/exec/" + id + "/json"))))
                .text("Running")
                .orElseThrow()
                .equals("false"));
    }

    /** Ends a container and starts it again. */
    public void restart(String container) throws IOException {
        post("/containers/" + container + "/restart?t=0", "");
    }

    @Override
    public void close() {
        for (String container : containers) {
            try {
                post("/containers/" + container + "/kill", "");
            } catch (IOException gone) {
                // The engine ends what it still has.
            }
        }
        process.close();
        http.close();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
