package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the server answered.
 *
 * @param request as in messages: {@code GET http://127.0.0.1/nginx_status}
 * @param headers names in lower case
 * @param body decompressed, decoded with the charset that the reply names, else UTF-8
 */
public record HttpReply(String request, int status, Map<String, List<String>> headers, String body) {
    public HttpReply {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * The body of a 200 answer.
     *
     * @throws CheckException with a sentence that names the request, if the status is another
     */
    public String ok() throws CheckException {
        if (status == 200) {
            return body;
        }
        String hint =
                switch (status) {
                    case 401, 403 -> "; check user and pass in the settings";
                    case 404 -> "; check the address in the settings";
                    default -> "";
                };
        throw new CheckException(request + " answered " + status + " " + CheckException.quoted(body) + hint);
    }
}
