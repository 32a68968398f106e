package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import io.puypuy.engine.read.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;

/** Requests to servers, by the JDK's own client, which has nothing in common with the one under test. */
final class ServerHttp {
    private static final int LIMIT_MILLIS = 30_000;

    private ServerHttp() {}

    /** What a server said. */
    record Answer(int status, String body) {
        /**
         * The body as JSON.
         *
         * @throws IOException with the server's words, if the status is none of 200 to 299 or the body is no JSON
         */
        Json json() throws IOException {
            if (status / 100 != 2) {
                throw new IOException("status " + status + ": " + body.strip());
            }
            try {
                return JsonReader.parse(body);
            } catch (CheckException e) {
                throw new IOException(e);
            }
        }
    }

    static Answer get(URI uri) throws IOException {
        return get(uri, Map.of());
    }

    static Answer get(URI uri, Map<String, String> headers) throws IOException {
        return answer(open(uri, headers));
    }

    static Answer post(URI uri, Map<String, String> headers, byte[] body) throws IOException {
        HttpURLConnection connection = open(uri, headers);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream stream = connection.getOutputStream()) {
            stream.write(body);
        }
        return answer(connection);
    }

    /** A part of a query or of a form. */
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static HttpURLConnection open(URI uri, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        if (body == null) {
            return new Answer(status, "");
        }
        try (body) {
            return new Answer(status, new String(body.readAllBytes(), UTF_8));
        }
    }
}
