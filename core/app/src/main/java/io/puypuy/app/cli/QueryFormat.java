package io.puypuy.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** How an answer of the query API is printed; named as the user types it. */
enum QueryFormat {
    /** Series in columns, then last, min, avg and max of each. */
    table,
    /** A line for each point; all tags in one column. */
    csv,
    /** As the API answers. */
    json;

    private static final MathContext DIGITS = new MathContext(6);
    private static final List<String> SUMMARIES = List.of("last", "min", "avg", "max");

    void print(JsonNode answer, PrintWriter out) {
        switch (this) {
            case table -> printTable(answer, out);
            case csv -> printCsv(answer, out);
            case json -> out.println(answer.toPrettyString());
        }
        out.flush();
    }

    private static void printTable(JsonNode answer, PrintWriter out) {
        List<String> head = new ArrayList<>(List.of(""));
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode series : answer.path("series")) {
            numbers.add(head.size());
            head.add(tags(series, " "));
        }
        TextTable rows = new TextTable(head, numbers);
        for (int i = 0; i < answer.path("times").size(); i++) {
            List<String> row = new ArrayList<>();
            row.add(Times.local(answer.path("times").get(i).asLong()));
            for (JsonNode series : answer.path("series")) {
                row.add(rounded(series.path("values").path(i)));
            }
            if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                rows.add(row.toArray(String[]::new));
            }
        }
        for (String summary : SUMMARIES) {
            List<String> row = new ArrayList<>(List.of(summary));
            answer.path("series").forEach(series -> row.add(rounded(series.path(summary))));
            rows.add(row.toArray(String[]::new));
        }
        String unit = answer.path("unit").asText("");
        out.println(answer.path("metric").asText() + (unit.isEmpty() ? "" : " in " + unit));
        rows.print(out);
    }

    private static void printCsv(JsonNode answer, PrintWriter out) {
        out.println("time,metric,tags,value");
        String metric = quoted(answer.path("metric").asText());
        for (JsonNode series : answer.path("series")) {
            String tags = quoted(tags(series, ";"));
            for (int i = 0; i < answer.path("times").size(); i++) {
                JsonNode value = series.path("values").path(i);
                if (value.isNumber()) {
                    Instant time =
                            Instant.ofEpochMilli(answer.path("times").get(i).asLong());
                    out.println(time + "," + metric + "," + tags + "," + value.asText());
                }
            }
        }
    }

    private static String tags(JsonNode series, String between) {
        StringJoiner tags = new StringJoiner(between);
        series.path("tags")
                .properties()
                .forEach(tag -> tags.add(tag.getKey() + "=" + tag.getValue().asText()));
        return tags.toString();
    }

    /** Six digits; nothing where there is no number. */
    private static String rounded(JsonNode number) {
        if (!number.isNumber()) {
            return "";
        }
        BigDecimal value = number.decimalValue();
        BigDecimal shorter = value.precision() - value.scale() >= DIGITS.getPrecision()
                ? value.setScale(0, RoundingMode.HALF_EVEN)
                : value.round(DIGITS);
        return shorter.signum() == 0 ? "0" : shorter.stripTrailingZeros().toPlainString();
    }

    /** Quotes where the text would be taken for several columns. */
    private static String quoted(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0
                ? text
                : '"' + text.replace("\"", "\"\"") + '"';
    }
}
