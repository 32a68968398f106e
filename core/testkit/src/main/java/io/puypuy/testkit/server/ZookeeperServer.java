package io.puypuy.testkit.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One ZooKeeper of Debian's package on a port of 127.0.0.1. Nodes are created in its own protocol, "zookeeper.jute". */
public final class ZookeeperServer implements AutoCloseable {
    private static final Path JARS = Path.of("/usr/share/java");
    private static final String CONFIGURATION = """
            tickTime=2000
            dataDir=%s/data
            clientPort=%d
            clientPortAddress=127.0.0.1
            admin.enableServer=false
            4lw.commands.whitelist=%s
            """;
    private static final int LIMIT_MILLIS = 30_000;
    private static final int CREATE = 1;
    private static final int ALL_RIGHTS = 31;
    private static final int PASSWORD_BYTES = 16;

    private final int port = FreePort.next();
    private final ServerProcess process;

    private ZookeeperServer(String allowedCommands) {
        if (!Files.exists(JARS.resolve("zookeeper.jar"))) {
            throw Requirement.missing("no " + JARS + "/zookeeper.jar: apt-get install libzookeeper-java");
        }
        process = ServerProcess.start(
                "zookeeper",
                Duration.ofSeconds(60),
                folder -> {
                    Path file = Files.writeString(
                            folder.resolve("zoo.cfg"), CONFIGURATION.formatted(folder, port, allowedCommands));
                    return List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-cp",
                            classPath(),
                            "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                            file.toString());
                },
                // Until it serves, every command is answered with a sentence that says so.
                () -> ServerLines.ask(port, allowedCommands.substring(0, "mntr".length()), 1).stream()
                        .anyMatch(line -> !line.contains("not currently serving")));
    }

    /**
     * Starts one.
     *
     * @param allowedCommands of four letters, separated by commas; at least one
     */
    public static ZookeeperServer start(String allowedCommands) {
        return new ZookeeperServer(allowedCommands);
    }

    private static String classPath() {
        return Stream.of(
                        "zookeeper",
                        "zookeeper-jute",
                        "slf4j-api",
                        "slf4j-nop",
                        "metrics-core",
                        "snappy-java",
                        "netty-buffer",
                        "netty-codec",
                        "netty-common",
                        "netty-handler",
                        "netty-resolver",
                        "netty-transport")
                .map(name -> JARS.resolve(name + ".jar").toString())
                .collect(Collectors.joining(":"));
    }

    public int port() {
        return port;
    }

    /** Opens a session and creates so many nodes below the root, whose names begin with the prefix. */
    public void createNodes(String prefix, int count) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            exchange(session(), in, out);
            for (int i = 0; i < count; i++) {
                DataInputStream answer = exchange(create(i, "/" + prefix + i), in, out);
                int number = answer.readInt();
                answer.readLong();
                int fault = answer.readInt();
                if (number != i || fault != 0) {
                    throw new IOException("creating node " + i + " failed with " + fault);
                }
            }
        }
    }

    private interface Packet {
        void write(DataOutputStream out) throws IOException;
    }

    private static Packet session() {
        return out -> {
            out.writeInt(0);
            out.writeLong(0);
            out.writeInt(LIMIT_MILLIS);
            out.writeLong(0);
            out.writeInt(PASSWORD_BYTES);
            out.write(new byte[PASSWORD_BYTES]);
        };
    }

    private static Packet create(int number, String path) {
        return out -> {
            out.writeInt(number);
            out.writeInt(CREATE);
            text(path, out);
            text("data", out);
            out.writeInt(1);
            out.writeInt(ALL_RIGHTS);
            text("world", out);
            text("anyone", out);
            out.writeInt(0);
        };
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static DataInputStream exchange(Packet request, DataInputStream in, DataOutputStream out)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        request.write(new DataOutputStream(bytes));
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        DataOutputStream whole = new DataOutputStream(packet);
        whole.writeInt(bytes.size());
        bytes.writeTo(whole);
        packet.writeTo(out);
        out.flush();
        byte[] answer = new byte[in.readInt()];
        in.readFully(answer);
        return new DataInputStream(new ByteArrayInputStream(answer));
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
