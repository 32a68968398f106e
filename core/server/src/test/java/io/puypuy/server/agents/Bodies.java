package io.puypuy.server.agents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The bodies of the requests whose answers are recorded in {@code api_answers.json}. */
final class Bodies {
    private static final String STOCK = "01_stock.output.json";
    private static final String TIMESTAMP = "\"pattoo_agent_timestamp\": 1578071455335";

    private Bodies() {}

    static byte[] resource(String name) {
        try (InputStream in = Bodies.class.getResourceAsStream(name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] zipped(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String stock() {
        return new String(resource(STOCK), StandardCharsets.UTF_8);
    }

    private static String withTimestamp(String value) {
        return stock().replace(TIMESTAMP, "\"pattoo_agent_timestamp\": " + value);
    }

    /** The datapoints of the document replaced. */
    static String withDatapoints(String value) {
        return "{" + TIMESTAMP + ", \"pattoo_agent_id\": \"66cf\", \"pattoo_agent_polling_interval\": 300000,"
                + " \"pattoo_datapoints\": " + value + "}";
    }

    /** A document of so many bytes at least, of datapoints that repeat. */
    static String large(int bytes) {
        StringBuilder pairs = new StringBuilder();
        for (int id = 0; pairs.length() < bytes; id++) {
            pairs.append(id == 0 ? "" : ", ")
                    .append('"')
                    .append(id)
                    .append("\": [\"metadata\", \"")
                    .append("x".repeat(200))
                    .append("\"]");
        }
        return withDatapoints("{\"key_value_pairs\": {" + pairs + "}, \"datapoint_pairs\": []}");
    }

    private static final String NO_DATAPOINTS = "{\"key_value_pairs\": {}, \"datapoint_pairs\": []}";

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("empty body", ""),
            Map.entry("cut JSON", stock().substring(0, 1_000)),
            Map.entry("not JSON", "pattoo"),
            Map.entry("JSON null", "null"),
            Map.entry("JSON list", "[]"),
            Map.entry("JSON list around the document", "[" + stock() + "]"),
            Map.entry("JSON text", "\"text\""),
            Map.entry("JSON number", "5"),
            Map.entry("JSON empty object", "{}"),
            Map.entry("key missing: pattoo_agent_timestamp", stock().replace(TIMESTAMP + ", ", "")),
            Map.entry(
                    "key missing: pattoo_agent_id",
                    withDatapoints(NO_DATAPOINTS).replace("\"pattoo_agent_id\": \"66cf\",", "")),
            Map.entry(
                    "key missing: pattoo_agent_polling_interval",
                    withDatapoints(NO_DATAPOINTS).replace("\"pattoo_agent_polling_interval\": 300000,", "")),
            Map.entry("key missing: pattoo_datapoints", withDatapoints("0").replace(", \"pattoo_datapoints\": 0", "")),
            Map.entry("one key too many", stock().replace(TIMESTAMP, TIMESTAMP + ", \"more\": 1")),
            Map.entry(
                    "four keys, one with an unknown name",
                    stock().replace("\"pattoo_agent_timestamp\"", "\"timestamp\"")),
            Map.entry("timestamp null", withTimestamp("null")),
            Map.entry("timestamp is text", withTimestamp("\"1578071455335\"")),
            Map.entry("timestamp is a float", withTimestamp("1578071455335.7")),
            Map.entry("timestamp negative", withTimestamp("-5")),
            Map.entry("timestamp with slashes", withTimestamp("\"../../x\"")),
            Map.entry("pattoo_datapoints is a list", withDatapoints("[]")),
            Map.entry("pattoo_datapoints is empty", withDatapoints("{}")),
            Map.entry(
                    "a pair id without pair",
                    withDatapoints("{\"key_value_pairs\": {\"0\": [\"a\", \"b\"]}, \"datapoint_pairs\": [[0, 7]]}")),
            Map.entry("datapoint_pairs missing", withDatapoints("{\"key_value_pairs\": {}}")),
            Map.entry("polling interval is text", withDatapoints(NO_DATAPOINTS).replace("300000", "\"300000\"")),
            Map.entry(
                    "NaN in the document",
                    withDatapoints(
                            "{\"key_value_pairs\": {\"0\": [\"pattoo_value\", NaN]}, \"datapoint_pairs\": [[0]]}")),
            Map.entry(
                    "duplicate top-level key",
                    stock().replace(TIMESTAMP, "\"pattoo_agent_timestamp\": 1, " + TIMESTAMP)),
            Map.entry("deep nesting", "[".repeat(100_000) + "]".repeat(100_000)),
            Map.entry(
                    "good: compact JSON without spaces",
                    stock().replace(", ", ",").replace(": ", ":")));

    /** What a case posts. */
    static byte[] of(String situation) {
        if (TEXTS.containsKey(situation)) {
            return bytes(TEXTS.get(situation));
        }
        return switch (situation) {
            case "UTF-8 byte order mark" -> bytes("\uFEFF" + stock());
            case "UTF-16 body" -> stock().getBytes(StandardCharsets.UTF_16);
            case "latin-1 bytes in text" ->
                stock().replace("pattoo_agent_timestamp", "pattoo\u00e9").getBytes(StandardCharsets.ISO_8859_1);
            case "gzip body with Content-Encoding" -> zipped(resource(STOCK));
            case "10 MB document" -> bytes(large(10 << 20));
            default ->
                resource(
                        situation.startsWith("good: ") && situation.endsWith(".json") ? situation.substring(6) : STOCK);
        };
    }
}
