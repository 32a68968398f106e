package io.puypuy.server.pattoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param body maps, lists, texts, numbers and null, as JSON has them
 */
record Answer(int status, Map<String, Object> body) {
    /** A fault before there was anything to execute. */
    static Answer fault(int status, String sentence) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("errors", List.of(Map.of("message", sentence)));
        return new Answer(status, body);
    }
}
