package io.puypuy.testkit.check;

import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.PeerConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Answers over HTTP with the files of the run that is going on: {@code GET /server-status?auto} with {@code
 * http/server-status?auto}, {@code POST /jolokia} with {@code http/jolokia}, and 404 without such a file. One that begins with
 * {@code HTTP/} is sent as it is, so that cases have other statuses too.
 */
final class RecordedHttp implements PeerBehaviour {
    private static final String WHOLE = "HTTP/";

    private final RecordedTree tree;

    RecordedHttp(RecordedTree tree) {
        this.tree = tree;
    }

    @Override
    public void serve(PeerConnection connection) throws IOException {
        String[] request = connection.readHead().split(" ", 3);
        if (request.length < 3) {
            return;
        }
        String target = request[1].substring(1);
        Path file = tree.folder().resolve("http").resolve(target.isEmpty() ? "index" : target);
        connection.send(
                Files.isRegularFile(file) ? answer(Files.readAllBytes(file)) : answer("404 Not Found", new byte[0]));
    }

    private static byte[] answer(byte[] recorded) throws IOException {
        boolean whole = new String(recorded, StandardCharsets.ISO_8859_1).startsWith(WHOLE);
        return whole ? recorded : answer("200 OK", recorded);
    }

    private static byte[] answer(String status, byte[] body) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        answer.write(body);
        return answer.toByteArray();
    }
}
