package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * RabbitMQ with its management plugin on ports of 127.0.0.1, and an Erlang port mapper of its own. The user admin has the password
 * admin. "Management HTTP API".
 */
public final class RabbitMqServer implements AutoCloseable {
    private static final Path ERLANG = Path.of("/usr/lib/erlang");
    // Not the one on the PATH, which begins with becoming another user.
    private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Map<String, String> ADMIN = Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(UTF_8)),
            "Content-Type",
            "application/json");

    private final int port = FreePort.next();
    private final int mapperPort = FreePort.next();
    private final ServerProcess mapper;
    private final ServerProcess process;

    private RabbitMqServer() {
        Requirement.program("rabbitmq-server", "rabbitmq-server");
        Path program = portMapper();
        mapper = ServerProcess.start(
                "epmd",
                Duration.ofSeconds(10),
                folder -> List.of(program.toString(), "-port", Integer.toString(mapperPort), "-address", "127.0.0.1"),
                this::mapperListens);
        try {
            process = ServerProcess.start("rabbitmq", Duration.ofSeconds(90), this::command, () -> get("/api/overview")
                    .find("object_totals")
                    .isPresent());
        } catch (IllegalStateException e) {
            mapper.close();
            throw e;
        }
    }

    private boolean mapperListens() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), mapperPort)) {
            return socket.isConnected();
        }
    }

    public static RabbitMqServer start() {
        return new RabbitMqServer();
    }

    // Its folder has the version of Erlang in its name.
    private static Path portMapper() {
        try (Stream<Path> folders = Files.list(ERLANG)) {
            return folders.map(folder -> folder.resolve("bin/epmd"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(
                            () -> Requirement.missing("no epmd below " + ERLANG + ": apt-get install erlang-base"));
        } catch (IOException e) {
            throw Requirement.missing("no " + ERLANG + ": apt-get install erlang-base");
        }
    }

    private List<String> command(Path folder) throws IOException {
        Files.writeString(folder.resolve("plugins"), "[rabbitmq_management].\n");
        Path configuration = Files.writeString(folder.resolve("rabbitmq.conf"), """
                listeners.tcp.default = 127.0.0.1:%d
                management.tcp.ip = 127.0.0.1
                management.tcp.port = %d
                default_user = admin
                default_pass = admin
                default_user_tags.administrator = true
                default_permissions.configure = .*
                default_permissions.read = .*
                default_permissions.write = .*
                """.formatted(FreePort.next(), port));
        return List.of(
                "env",
                "HOME=" + folder,
                "RABBITMQ_NODENAME=test@localhost",
                "RABBITMQ_MNESIA_BASE=" + folder.resolve("data"),
                "RABBITMQ_LOG_BASE=" + folder.resolve("log"),
                "RABBITMQ_LOGS=-",
                "RABBITMQ_PID_FILE=" + folder.resolve("pid"),
                "RABBITMQ_ENABLED_PLUGINS_FILE=" + folder.resolve("plugins"),
                "RABBITMQ_CONFIG_FILE=" + configuration,
                "RABBITMQ_CONF_ENV_FILE=" + folder.resolve("none"),
                "RABBITMQ_DIST_PORT=" + FreePort.next(),
                "ERL_EPMD_ADDRESS=127.0.0.1",
                "ERL_EPMD_PORT=" + mapperPort,
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {127,0,0,1}",
                // Then the process is the broker itself, and no shell around it.
                "RUNNING_UNDER_SYSTEMD=true",
                SERVER.toString());
    }

    /** The address of a path that begins with a slash, or of the server. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** What the API says at a path. */
    public Json get(String path) throws IOException {
        return ServerHttp.get(uri(path), ADMIN).json();
    }

    /** Makes or changes something, such as {@code /api/queues/%2F/name}. */
    public void put(String path, String json) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri(path).toURL().openConnection();
        ADMIN.forEach(connection::setRequestProperty);
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(json.getBytes(UTF_8));
        }
        int status = connection.getResponseCode();
        if (status / 100 != 2) {
            throw new IOException("PUT " + path + ": status " + status);
        }
    }

    /** Sends messages to a queue of the virtual host {@code /}. */
    public void publish(String queue, int messages) throws IOException {
        for (int i = 0; i < messages; i++) {
            post(
                    "/api/exchanges/%2F/amq.default/publish",
                    "{\"properties\":{},\"routing_key\":\"" + queue
                            + "\",\"payload\":\"hello\",\"payload_encoding\":\"string\"}");
        }
    }

    /** Takes messages out of a queue of the virtual host {@code /}; says how many there were. */
    public int take(String queue, int messages) throws IOException {
        try {
            return post(
                            "/api/queues/%2F/" + queue + "/get",
                            "{\"count\":" + messages + ",\"ackmode\":\"ack_requeue_false\",\"encoding\":\"auto\"}")
                    .elements()
                    .size();
        } catch (CheckException e) {
            throw new IOException(e);
        }
    }

    private Json post(String path, String json) throws IOException {
        return ServerHttp.post(uri(path), ADMIN, json.getBytes(UTF_8)).json();
    }

    /** To stop the server and start it again. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
        mapper.close();
    }
}
