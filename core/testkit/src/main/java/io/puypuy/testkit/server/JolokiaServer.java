package io.puypuy.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A small JVM with the serial collector and a Jolokia agent; it does nothing but what it is told. */
public final class JolokiaServer implements AutoCloseable {
    private static final String WORK = "puypuy.testkit:type=Work";

    private final int port = FreePort.next();
    private final ServerProcess process;

    private JolokiaServer(JolokiaAgent agent, String options) {
        String classes = ClassPathFile.of("jolokia").split(":", -1)[0];
        process = ServerProcess.start(
                "jolokia",
                Duration.ofSeconds(40),
                folder -> List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        agent.option(port, options),
                        "-cp",
                        classes,
                        "io.puypuy.testkit.jolokia.Main"),
                () -> ServerHttp.get(URI.create(uri() + "/version")).status() > 0);
    }

    /**
     * Starts one.
     *
     * @param options of the agent, such as {@code user=a,password=b}; empty for none
     */
    public static JolokiaServer start(JolokiaAgent agent, String options) {
        return new JolokiaServer(agent, options);
    }

    /** The agent's address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/jolokia");
    }

    /** Has the JVM collect the garbage of the whole heap, once. */
    public void collectGarbage() throws IOException {
        JolokiaAgent.execute(uri(), "java.lang:type=Memory", "gc");
    }

    /** Has the JVM start that many threads, which end at once. */
    public void startThreads(int count) throws IOException {
        JolokiaAgent.execute(uri(), WORK, "startThreads/" + count);
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
