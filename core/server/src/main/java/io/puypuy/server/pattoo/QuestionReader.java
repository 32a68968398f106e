package io.puypuy.server.pattoo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.puypuy.http.RequestBody;
import io.puypuy.http.RequestFault;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a question: from the parameters of the address, or from a body that is JSON, a form, or the question alone. What is wrong is a
 * {@link RequestFault} in the words of pattoo's library.
 */
final class QuestionReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private QuestionReader() {}

    static Question read(Context request, Optional<Refused> refused) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        request.queryParamMap().forEach((name, values) -> fields.put(name, values.get(0)));
        if (request.method().equals(HandlerType.POST)) {
            fields.putAll(body(request));
        }
        return new Question(
                text(fields.get("query")),
                variables(fields.get("variables")),
                text(fields.get("operationName")),
                refused);
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static Map<String, @Nullable Object> body(Context request) {
        byte[] bytes = RequestBody.read(
                request, PattooApi.MAX_BODY, "The question is larger than " + PattooApi.MAX_BODY + " bytes.");
        String content = new String(bytes, StandardCharsets.UTF_8);
        String type = Objects.requireNonNullElse(request.contentType(), "").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/graphql")) {
            return Map.of("query", content);
        }
        if (type.startsWith("application/json")) {
            if (json(content, "POST body sent invalid JSON.") instanceof Map<?, ?> map) {
                return texts(map);
            }
            throw bad("POST body sent invalid JSON.");
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return form(content);
        }
        return Map.of();
    }

    private static Map<String, @Nullable Object> form(String content) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        for (String field : content.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                try {
                    fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
                } catch (IllegalArgumentException e) {
                    throw bad("POST body sent an invalid form.");
                }
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> variables(@Nullable Object given) {
        Object value = given instanceof String text
                ? text.isBlank() ? null : json(text, "Variables are invalid JSON.")
                : given;
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return texts(map);
        }
        throw bad("Variables are invalid JSON.");
    }

    private static Map<String, @Nullable Object> texts(Map<?, ?> map) {
        Map<String, @Nullable Object> named = new HashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    private static @Nullable Object json(String content, String fault) {
        try (JsonParser json = FACTORY.createParser(content)) {
            json.nextToken();
            return JsonTree.read(json, 0);
        } catch (IOException e) {
            throw bad(fault);
        }
    }

    private static RequestFault bad(String sentence) {
        return new RequestFault(RequestFault.BAD_REQUEST, sentence);
    }
}
