package io.puypuy.app.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.puypuy.api.CheckException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Asks the running daemon over HTTP. */
final class PageApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI page;
    private final Optional<String> apiKey;

    PageApi(URI page, Optional<String> apiKey) {
        this.page = page;
        this.apiKey = apiKey;
    }

    /**
     * One answer.
     *
     * @throws IOException with a sentence for the user, where the daemon gave one with its own
     */
    JsonNode get(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        StringJoiner query = new StringJoiner("&", "?", "");
        parameters.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
        return send(HttpRequest.newBuilder(page.resolve("api/v1/" + path + query)));
    }

    /**
     * The answer to an order.
     *
     * @throws IOException with a sentence for the user, where the daemon gave one with its own
     */
    JsonNode post(String path, Map<String, String> order) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(page.resolve("api/v1/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(order))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.timeout(TIMEOUT);
        apiKey.ifPresent(key -> request.header("X-Api-Key", key));
        HttpResponse<String> reply;
        try {
            reply = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException refused) {
            throw new IOException(
                    "nothing answers at " + page + "; does the daemon run, with the embedded store?", refused);
        } catch (HttpTimeoutException late) {
            throw new IOException("no answer from " + page + " within " + TIMEOUT.toSeconds() + " s", late);
        }
        return read(reply);
    }

    private JsonNode read(HttpResponse<String> reply) throws IOException {
        JsonNode body;
        try {
            body = new ObjectMapper().readTree(reply.body());
        } catch (JacksonException other) {
            throw new IOException(page + " is not PuyPuy: it answers " + CheckException.quoted(reply.body()), other);
        }
        if (reply.statusCode() != 200) {
            throw new IOException(body.path("error").asText("the daemon answered with status " + reply.statusCode()));
        }
        return body;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
