package io.puypuy.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The key that a request must bring, in {@code X-Api-Key}, in {@code Apikey} (what PuyPuy's clients send), or as {@code
 * Authorization: Bearer}. Thread-safe.
 */
public final class ApiKey {
    private static final List<String> HEADERS = List.of("X-Api-Key", "Apikey");
    private static final String BEARER = "bearer ";

    private final byte[] key;

    public ApiKey(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Asks for it.
     *
     * @throws RequestFault with status 401 if the request has no key, or another one
     */
    public void check(Context request) {
        String given = given(request);
        // Compares in constant time, so that an answer's delay tells nothing of the key.
        if (given == null || !MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8))) {
            request.header("WWW-Authenticate", "Bearer");
            throw new RequestFault(
                    RequestFault.UNAUTHORIZED,
                    given == null
                            ? "an API key is needed: header \"Authorization: Bearer KEY\" or \"X-Api-Key: KEY\""
                            : "the API key is not that of the settings");
        }
    }

    private static @Nullable String given(Context request) {
        for (String header : HEADERS) {
            String value = request.header(header);
            if (value != null) {
                return value;
            }
        }
        String authorization = request.header("Authorization");
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }
}
