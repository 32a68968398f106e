package io.puypuy.server.agents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Posted} in a process of its own, which a test may kill. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final int port;

    /** Takes documents until it is killed; says its port. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            PrintStream out = System.out;
            try (Posted posted = new Posted(Path.of(arguments[0]))) {
                out.println(posted.server.port());
                out.flush();
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    /**
     * Starts it and waits for its port.
     *
     * @param around what the command is given to as its last arguments
     */
    ServerProcess(Path folder, List<String> around) throws IOException {
        Path errors = folder.resolveSibling(folder.getFileName() + ".errors");
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                folder.toString()));
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.matches("\\d+")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not start: " + Files.readString(errors));
        }
        port = Integer.parseInt(line);
    }

    long pid() {
        return process.pid();
    }

    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    Socket connection() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Posts and gives the whole answer; empty if the connection ended. */
    static String post(Socket socket, String agent, byte[] body) throws IOException {
        return post(socket, agent, "identity", body);
    }

    static String post(Socket socket, String agent, String encoding, byte[] body) throws IOException {
        String head = "POST " + Posted.RECEIVE + agent + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Encoding: " + encoding + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        byte[] answer = new byte[4_096];
        int length = socket.getInputStream().read(answer);
        return new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
    }

    static boolean isStored(String answer) {
        return answer.startsWith("HTTP/1.1 200") && answer.endsWith("OK");
    }

    /** As {@code kill -9}. */
    void kill() {
        // Not the process's own method, which would close the stream under our hands.
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        kill();
        process.onExit().join();
        out.close();
    }
}
