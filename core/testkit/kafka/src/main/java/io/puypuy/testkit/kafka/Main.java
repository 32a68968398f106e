package io.puypuy.testkit.kafka;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** A broker that is its own controller, on 127.0.0.1. What is stored lies in one folder; a later start finds it again. */
public final class Main {
    private static final String CLUSTER = "cHV5cHV5LXRlc3RraXQtMQ";

    private Main() {}

    /**
     * Runs until the process is ended.
     *
     * @param args the folder, the broker's port, the controller's port
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int port = Integer.parseInt(args[1]);
        String settings = settings(folder, port, Integer.parseInt(args[2])).toString();
        if (!Files.exists(folder.resolve("logs/meta.properties"))) {
            int code = StorageTool.execute(new String[] {"format", "-t", CLUSTER, "-c", settings}, System.out);
            if (code != 0) {
                throw new IOException("formatting the storage ended with " + code);
            }
        }
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(
                        new StandardMBean(new Work(port), WorkMBean.class), new ObjectName("puypuy.testkit:type=Work"));
        Kafka.main(new String[] {settings});
    }

    private static Path settings(Path folder, int port, int controllerPort) throws IOException {
        return Files.writeString(
                folder.resolve("server.properties"),
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                        "controller.listener.names=CONTROLLER",
                        "log.dirs=" + folder.resolve("logs"),
                        "num.partitions=1",
                        "offsets.topic.replication.factor=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        ""));
    }
}
