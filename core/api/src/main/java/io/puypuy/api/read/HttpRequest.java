package io.puypuy.api.read;

import io.puypuy.api.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What to ask and how. Immutable; made once from the settings, sent at every run.
 *
 * @param method {@code GET}, {@code POST} …
 * @param headers names and values in the order in which they are sent; no value is ever printed
 * @param body what is sent; empty for none
 * @param timeout for the whole exchange: name, connection, request, reply
 * @param maxBytes most bytes of the reply's body after decompression
 * @param tlsVerify whether the server's certificate and name must be right
 * @param caFile certificates (PEM) to trust beside the system's
 * @param unixSocket the socket to connect to instead of the address's host
 */
public record HttpRequest(
        String method,
        URI address,
        Map<String, String> headers,
        Optional<Body> body,
        Duration timeout,
        long maxBytes,
        boolean tlsVerify,
        Optional<Path> caFile,
        Optional<Path> unixSocket) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
    public static final long DEFAULT_MAX_BYTES = 16L << 20;

    /** What a request sends. Written more than once if a connection that was kept alive turns out to be dead. */
    public interface Body {
        /** Number of bytes; -1 if it is not known beforehand: they are sent in chunks then. */
        long byteCount();

        void writeTo(OutputStream out) throws IOException;

        /** The text in UTF-8. */
        static Body of(String text) {
            return of(text.getBytes(StandardCharsets.UTF_8));
        }

        /** The bytes, which must not change until the request is done. */
        static Body of(byte[] bytes) {
            return new Body() {
                @Override
                public long byteCount() {
                    return bytes.length;
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    out.write(bytes);
                }
            };
        }
    }

    public HttpRequest {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static HttpRequest get(URI address) {
        return new HttpRequest(
                "GET",
                address,
                Map.of(),
                Optional.empty(),
                DEFAULT_TIMEOUT,
                DEFAULT_MAX_BYTES,
                true,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A GET request with what a section says of it: {@code user} and {@code pass} (basic; not if {@code auth} is
     * false), {@code token} (bearer), {@code timeout}, {@code tls_verify}, {@code ca_file}, {@code unix_socket}.
     */
    public static HttpRequest from(Settings settings, URI address) {
        return from(settings, address, DEFAULT_TIMEOUT);
    }

    /**
     * The same with a time limit of its own.
     *
     * @param timeout if the section sets none
     */
    public static HttpRequest from(Settings settings, URI address, Duration timeout) {
        HttpRequest request = get(address)
                .timeout(settings.duration("timeout", timeout))
                .tls(settings.truth("tls_verify", true), path(settings, "ca_file"));
        Optional<Path> socket = path(settings, "unix_socket");
        if (socket.isPresent()) {
            request = request.unixSocket(socket.get());
        }
        String user = settings.text("user", "");
        Optional<String> password = settings.secret("pass");
        boolean auth = settings.truth("auth", !user.isEmpty());
        Optional<String> token = settings.secret("token");
        if (token.isPresent()) {
            return request.bearer(token.get());
        }
        return auth ? request.basic(user, password.orElse("")) : request;
    }

    private static Optional<Path> path(Settings settings, String key) {
        String text = settings.text(key, "");
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    public HttpRequest address(URI other) {
        return new HttpRequest(method, other, headers, body, timeout, maxBytes, tlsVerify, caFile, unixSocket);
    }

    /** With this header; one of that name, in any case, is replaced. */
    public HttpRequest header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new HttpRequest(method, address, more, body, timeout, maxBytes, tlsVerify, caFile, unixSocket);
    }

    public HttpRequest basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public HttpRequest bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public HttpRequest post(String text, String contentType) {
        return post(Body.of(text), contentType);
    }

    public HttpRequest post(Body content, String contentType) {
        return new HttpRequest(
                        "POST",
                        address,
                        headers,
                        Optional.of(content),
                        timeout,
                        maxBytes,
                        tlsVerify,
                        caFile,
                        unixSocket)
                .header("Content-Type", contentType);
    }

    public HttpRequest timeout(Duration whole) {
        return new HttpRequest(method, address, headers, body, whole, maxBytes, tlsVerify, caFile, unixSocket);
    }

    public HttpRequest maxBytes(long most) {
        return new HttpRequest(method, address, headers, body, timeout, most, tlsVerify, caFile, unixSocket);
    }

    public HttpRequest tls(boolean verify, Optional<Path> trusted) {
        return new HttpRequest(method, address, headers, body, timeout, maxBytes, verify, trusted, unixSocket);
    }

    public HttpRequest unixSocket(Path socket) {
        return new HttpRequest(
                method, address, headers, body, timeout, maxBytes, tlsVerify, caFile, Optional.of(socket));
    }

    /** Method and address without user information, for messages. */
    @Override
    public String toString() {
        String shown = address.getRawUserInfo() == null
                ? address.toString()
                : address.toString().replace(address.getRawUserInfo() + "@", "");
        return method + " " + shown;
    }
}
