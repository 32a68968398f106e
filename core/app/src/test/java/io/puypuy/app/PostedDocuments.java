package io.puypuy.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server on the loopback that takes pattoo's documents and keeps their texts. */
final class PostedDocuments implements AutoCloseable {
    private final HttpServer server;
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    PostedDocuments() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/pattoo/api/v1/agent/receive/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            texts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "Received".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Whether a document came in that has this text. */
    boolean has(String text) {
        return texts.stream().anyMatch(document -> document.contains(text));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
