package io.puypuy.app;

import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.engine.read.LazyHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Lives the life of a daemon, so that Java can write down which classes one loads: first a request like those of the
 * backends that send over HTTP, which no home for practising can choose because they need a receiver; then {@link
 * Daemon}. The launcher runs it while it makes the archive of loaded classes.
 */
final class Practice {
    private static final byte[] ANSWER =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Practice() {}

    /** One argument: {@code agent} for a daemon without store and HTTP server, else it has what the settings say. */
    public static void main(String[] args) throws IOException {
        request();
        Daemon.live(!args[0].equals("agent"));
    }

    /** One POST to a receiver of our own on the loopback. */
    private static void request() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LazyHttp http = new LazyHttp()) {
            Thread receiver = new Thread(() -> answer(listening), "practice-receiver");
            receiver.setDaemon(true);
            receiver.start();
            URI address = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/write");
            HttpReply reply = http.send(HttpRequest.get(address).post("point 1\n", "text/plain"));
            if (reply.status() != 204) {
                throw new IOException("answered " + reply.status());
            }
        }
    }

    private static void answer(ServerSocket listening) {
        try (Socket socket = listening.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = socket.getOutputStream()) {
            String line = in.readLine();
            while (line != null && !line.equals("point 1")) {
                line = in.readLine();
            }
            out.write(ANSWER);
        } catch (IOException unanswered) {
            // The request fails then, and says why.
            return;
        }
    }
}
