package io.puypuy.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Net-SNMP's agent on a port of 127.0.0.1. It knows the community public, and for version 3 demo (SHA and DES with Bb1234567) and
 * strong (SHA-512 and AES with "open sesame").
 */
public final class SnmpServer implements AutoCloseable {
    private static final String CONFIGURATION = """
            agentAddress udp:127.0.0.1:%1$d,tcp:127.0.0.1:%1$d
            rocommunity public 127.0.0.1
            createUser demo SHA Bb1234567 DES Bb1234567
            createUser strong SHA-512 "open sesame" AES "open sesame"
            rouser demo priv
            rouser strong priv
            sysLocation test
            sysContact none
            """;

    private final int port;
    private final ServerProcess process;

    private SnmpServer() {
        Path program = Requirement.program("snmpd", "snmpd");
        Path env = Requirement.program("env", "coreutils");
        port = FreePort.next();
        process = ServerProcess.start(
                "snmpd",
                Duration.ofSeconds(20),
                folder -> {
                    Path file = folder.resolve("snmpd.conf");
                    Files.writeString(file, CONFIGURATION.formatted(port));
                    return List.of(
                            env.toString(),
                            "SNMP_PERSISTENT_DIR=" + Files.createDirectory(folder.resolve("state")),
                            "MIBS=",
                            // No files of this machine.
                            "SNMPCONFPATH=" + folder,
                            program.toString(),
                            "-f",
                            "-Lo",
                            "-C",
                            "-c",
                            file.toString());
                },
                this::accepts);
    }

    public static SnmpServer start() {
        return new SnmpServer();
    }

    // Over TCP, which is open when UDP is.
    private boolean accepts() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    public int port() {
        return port;
    }

    /** To stop the agent and start it again. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
