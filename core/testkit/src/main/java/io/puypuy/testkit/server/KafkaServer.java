package io.puypuy.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Kafka 3.9 without ZooKeeper, broker and controller in one, with a Jolokia agent, and a client of it in the same JVM. It starts
 * in a few seconds.
 */
public final class KafkaServer implements AutoCloseable {
    private static final String WORK = "puypuy.testkit:type=Work";
    private static final String TRAFFIC = "kafka.server:type=BrokerTopicMetrics,name=MessagesInPerSec";

    private final int agentPort = FreePort.next();
    private final ServerProcess process;

    private KafkaServer(JolokiaAgent agent, String options) {
        String classPath = ClassPathFile.of("kafka");
        int port = FreePort.next();
        int controllerPort = FreePort.next();
        process = ServerProcess.start(
                "kafka",
                Duration.ofMinutes(2),
                folder -> List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        agent.option(agentPort, options),
                        "-cp",
                        classPath,
                        "io.puypuy.testkit.kafka.Main",
                        folder.toString(),
                        Integer.toString(port),
                        Integer.toString(controllerPort)),
                this::serves);
    }

    /**
     * Starts one.
     *
     * @param options of the agent, such as {@code user=a,password=b}; empty for none
     */
    public static KafkaServer start(JolokiaAgent agent, String options) {
        return new KafkaServer(agent, options);
    }

    // An agent that asks for a password says nothing of the broker.
    private boolean serves() throws IOException {
        ServerHttp.Answer answer = ServerHttp.get(URI.create(uri() + "/read/" + TRAFFIC + "/Count"));
        return answer.status() == 401 || answer.json().text("status").orElse("").equals("200");
    }

    /** The agent's address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + agentPort + "/jolokia");
    }

    /** Sends messages to a topic with one partition, each in a request of its own, and waits until each is stored. */
    public void produce(String topic, int messages) throws IOException {
        JolokiaAgent.execute(uri(), WORK, "produce/" + topic + "/" + messages);
    }

    /** Reads a topic from its beginning until that many messages have come. */
    public void consume(String topic, int messages) throws IOException {
        JolokiaAgent.execute(uri(), WORK, "consume/" + topic + "/" + messages);
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
