package io.puypuy.app.pattoo;

import io.puypuy.app.daemon.PidFile;
import io.puypuy.pattoo.settings.AgentConfiguration;
import io.puypuy.pattoo.settings.AgentProgram;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Lives the life of an agent's daemon for a moment, or that of its command line, so that Java can write down which classes
 * one loads. The launcher runs it while it makes the archives of loaded classes.
 */
final class AgentPractice {
    private static final long LOOK_MILLIS = 20;
    private static final int LOOKS = 1000;
    private static final long POST_SECONDS = 10;

    private AgentPractice() {}

    /** One argument: the program's name, or {@code cli} for the command line of all. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("puypuy.home"), "use bin/puypuy"));
        PracticePeer peer = new PracticePeer();
        int port = freePort();
        write(folder, peer.port(), port);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(AgentConfiguration.VARIABLE, folder.toString());
        AgentHome home = new AgentHome(folder, folder, environment);
        if (args[0].equals("cli")) {
            System.exit(AgentMain.commandLine(AgentProgram.SPOKE, home).execute("--status"));
        }
        AgentProgram program = AgentHome.program(args[0]);
        Thread user = new Thread(() -> use(program, folder, peer, port), "practice-user");
        user.setDaemon(true);
        user.start();
        System.exit(AgentProcess.run(program, home));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void write(Path folder, int receiver, int port) throws IOException {
        Files.writeString(
                folder.resolve("pattoo.yaml"),
                "pattoo:\n  log_directory: log\n  cache_directory: cache\n  daemon_directory: daemon\n  log_level: info\n"
                        + "pattoo_agent_api:\n  ip_address: 127.0.0.1\n  ip_bind_port: " + receiver + "\n");
        Files.writeString(
                folder.resolve("pattoo_agent_os_spoked.yaml"),
                "pattoo_agent_os_spoked:\n  ip_listen_address: 127.0.0.1\n  ip_bind_port: " + port + "\n");
        Files.writeString(
                folder.resolve("pattoo_agent_os_hubd.yaml"),
                "pattoo_agent_os_hubd:\n  polling_interval: 1\n  page_bind_port: " + port
                        + "\n  ip_targets:\n    - ip_address: 127.0.0.1\n      ip_bind_port: " + receiver + "\n");
        Files.writeString(
                folder.resolve("pattoo_agent_os_autonomousd.yaml"),
                "pattoo_agent_os_autonomousd:\n  polling_interval: 1\n");
    }

    /** Does what somebody does with the daemon, then ends the process. */
    private static void use(AgentProgram program, Path folder, PracticePeer peer, int port) {
        int code = AgentHome.FAILED;
        try {
            Path pid = folder.resolve("daemon/pid").resolve(program.programName() + ".pid");
            for (int i = 0; i < LOOKS && PidFile.read(pid).equals(OptionalLong.empty()); i++) {
                Thread.sleep(LOOK_MILLIS);
            }
            if (program != AgentProgram.SPOKE) {
                peer.awaitPost(POST_SECONDS);
            }
            if (program != AgentProgram.AUTONOMOUS) {
                ask(port, program == AgentProgram.SPOKE ? "pattoo-agent-os/1" : "metrics");
            }
            code = 0;
        } catch (IOException failed) {
            System.err.println(failed.getMessage());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        System.exit(code);
    }

    private static void ask(int port, String path) throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/" + path).toURL().openStream()) {
            in.readAllBytes();
        }
    }
}
