package io.puypuy.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.puypuy.api.ForeignText;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/** How an answer of the query API is printed; named as the user types it. */
enum QueryFormat {
    /** Tags that all series share in the title, series in columns, then last, min, avg and max of each. */
    table,
    /** A line for each point; all tags in one column. */
    csv,
    /** As the API answers. */
    json;

    /** Digits of the greatest value of a column; what is smaller has as many decimals. */
    private static final int DIGITS = 5;

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
        Map<String, String> common = commonTags(answer);
        List<String> head = new ArrayList<>(List.of(""));
        List<Integer> numbers = new ArrayList<>();
        List<Integer> decimals = new ArrayList<>();
        for (JsonNode series : answer.path("series")) {
            numbers.add(head.size());
            String own = tags(series, " ", common);
            head.add(own.isEmpty() ? "value" : ForeignText.oneLine(own));
            decimals.add(decimals(series));
        }
        TextTable rows = new TextTable(head, numbers);
        for (int i = 0; i < answer.path("times").size(); i++) {
            int at = i;
            String time = Times.local(answer.path("times").get(i).asLong());
            List<String> row =
                    row(time, answer, decimals, series -> series.path("values").path(at));
            if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                rows.add(row.toArray(String[]::new));
            }
        }
        for (String summary : SUMMARIES) {
            rows.add(row(summary, answer, decimals, series -> series.path(summary))
                    .toArray(String[]::new));
        }
        out.println(ForeignText.oneLine(title(answer, common)));
        rows.print(out);
    }

    private static List<String> row(
            String first, JsonNode answer, List<Integer> decimals, Function<JsonNode, JsonNode> value) {
        List<String> row = new ArrayList<>(List.of(first));
        for (JsonNode series : answer.path("series")) {
            row.add(rounded(value.apply(series), decimals.get(row.size() - 1)));
        }
        return row;
    }

    private static String title(JsonNode answer, Map<String, String> common) {
        String unit = answer.path("unit").asText("");
        StringJoiner tags = new StringJoiner(" ", common.isEmpty() ? "" : ", ", "");
        common.forEach((name, value) -> tags.add(name + "=" + value));
        return answer.path("metric").asText() + (unit.isEmpty() ? "" : " in " + unit) + tags;
    }

    /** Tags with the same value in all series. */
    private static Map<String, String> commonTags(JsonNode answer) {
        Map<String, String> common = new LinkedHashMap<>();
        JsonNode all = answer.path("series");
        all.path(0)
                .path("tags")
                .properties()
                .forEach(tag -> common.put(tag.getKey(), tag.getValue().asText()));
        for (JsonNode series : all) {
            common.entrySet().removeIf(tag -> !tag.getValue()
                    .equals(series.path("tags").path(tag.getKey()).asText()));
        }
        return common;
    }

    private static void printCsv(JsonNode answer, PrintWriter out) {
        out.println("time,metric,tags,value");
        String metric = quoted(answer.path("metric").asText());
        for (JsonNode series : answer.path("series")) {
            String tags = quoted(tags(series, ";", Map.of()));
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

    private static String tags(JsonNode series, String between, Map<String, String> without) {
        StringJoiner tags = new StringJoiner(between);
        for (Map.Entry<String, JsonNode> tag : series.path("tags").properties()) {
            if (!without.containsKey(tag.getKey())) {
                tags.add(tag.getKey() + "=" + tag.getValue().asText());
            }
        }
        return tags.toString();
    }

    /** How many decimals the values of a series need, such that the greatest has five digits, or all before its point. */
    private static int decimals(JsonNode series) {
        List<BigDecimal> values = new ArrayList<>();
        series.path("values").forEach(value -> add(value, values));
        SUMMARIES.forEach(summary -> add(series.path(summary), values));
        BigDecimal greatest = BigDecimal.ZERO;
        for (BigDecimal value : values) {
            greatest = greatest.max(value.abs());
        }
        int bound = greatest.signum() == 0 ? 0 : Math.max(0, DIGITS - greatest.precision() + greatest.scale());
        int needed = 0;
        for (BigDecimal value : values) {
            BigDecimal shorter = value.setScale(bound, RoundingMode.HALF_EVEN).stripTrailingZeros();
            needed = Math.max(needed, shorter.scale());
        }
        return needed;
    }

    private static void add(JsonNode number, List<BigDecimal> values) {
        if (number.isNumber()) {
            values.add(number.decimalValue());
        }
    }

    /** Empty where there is no number. */
    private static String rounded(JsonNode number, int decimals) {
        return number.isNumber()
                ? number.decimalValue()
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString()
                : "";
    }

    /** Quotes where the text would be taken for several columns. */
    private static String quoted(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : '"' + text.replace("\"", "\"\"") + '"';
    }
}
