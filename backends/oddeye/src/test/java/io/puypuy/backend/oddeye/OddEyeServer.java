package io.puypuy.backend.oddeye;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers as OddEye's API does, {@code PutTSDB.java} of oddeye-barlus: OddEye itself cannot be had. Thread-safe.
 *
 * @param balance of the account {@link #UUID}
 * @param bad names of metrics whose elements are removed
 * @param stored elements that were taken
 */
record OddEyeServer(int balance, List<String> bad, List<Json> stored) implements Function<RecordedRequest, PeerAnswer> {
    static final String UUID = "3b795b64-c77b-4e2a-841b-0a88d61dd38e";
    private static final int MOST_FORM_BYTES = 200_000;
    private static final int MOST_TAGS = 7;
    private static final PeerAnswer NOTHING = PeerAnswer.of(200, "");

    OddEyeServer() {
        this(1, List.of(), new ArrayList<>());
    }

    OddEyeServer(int balance) {
        this(balance, List.of(), new ArrayList<>());
    }

    OddEyeServer(String... bad) {
        this(1, List.of(bad), new ArrayList<>());
    }

    @Override
    public synchronized PeerAnswer apply(RecordedRequest request) {
        Map<String, String> form = new HashMap<>();
        boolean isForm = request.header("Content-Type").orElse("").equals("application/x-www-form-urlencoded");
        if (isForm && request.body().length <= MOST_FORM_BYTES) {
            for (String field : request.text().split("&", -1)) {
                int equals = field.indexOf('=');
                form.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        String uuid = form.get("UUID");
        String data = form.get("data");
        if (uuid == null) {
            return NOTHING;
        }
        if (!uuid.equals(UUID)) {
            return failure(406, "NOT VALID UUID");
        }
        if (balance <= 0) {
            return failure(402, "insufficient funds on the account");
        }
        return data == null ? NOTHING : put(data);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private PeerAnswer put(String data) {
        if (data.isEmpty()) {
            return failure(422, "Empty Data");
        }
        try {
            return put(JsonReader.parse(data).elements());
        } catch (CheckException e) {
            return failure(415, String.valueOf(e.getMessage()));
        }
    }

    private PeerAnswer put(List<Json> elements) throws CheckException {
        List<Json> good = new ArrayList<>();
        for (Json element : elements) {
            if (element.get("tags").members().size() > MOST_TAGS) {
                return failure(411, "Too many tags");
            }
            element.get("timestamp");
            element.get("value");
            if (!bad.contains(element.get("metric").toString())) {
                good.add(element);
            }
        }
        if (good.isEmpty()) {
            return failure(411, "Not valid data");
        }
        stored.addAll(good);
        if (good.size() < elements.size()) {
            return PeerAnswer.of(200, " {\"state\":, \"advansed\":[{\"message\":\"value not Double in input\"}]}\r\n");
        }
        return PeerAnswer.of(200, " {\"state\":OK}\r\n");
    }

    private static PeerAnswer failure(int status, String message) {
        return PeerAnswer.of(status, " {\"state\":\"FAILURE\",messge:\"" + message + "\"}\r\n");
    }

    synchronized List<String> names() {
        return stored.stream()
                .map(element -> element.text("metric").orElseThrow())
                .toList();
    }
}
