package io.puypuy.testkit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines for servers on 127.0.0.1, by a client that has nothing in common with the one under test. */
final class ServerLines {
    private static final int LIMIT_MILLIS = 30_000;

    private ServerLines() {}

    /** Sends everything at once, then reads so many lines, or fewer if the server closes before. */
    static List<String> ask(int port, String questions, int answers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(questions.getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> lines = new ArrayList<>();
            while (lines.size() < answers) {
                String line = in.readLine();
                if (line == null) {
                    return lines;
                }
                lines.add(line);
            }
            return lines;
        }
    }
}
