package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Comma separated values with a header, as in RFC 4180: a cell in quotes may hold commas, line ends and doubled quotes.
 * The header may begin with {@code "# "}, as HAProxy's does. Empty lines are passed over. Immutable.
 */
public final class CsvTable {
    private final Map<String, Integer> columns;
    private final List<Row> rows;

    private CsvTable(Map<String, Integer> columns, List<Row> rows) {
        this.columns = columns;
        this.rows = Collections.unmodifiableList(rows);
    }

    /**
     * Reads a table.
     *
     * @param requiredColumns without which the text is of another form
     * @throws CheckException if one of them is missing, or a quote has no end
     */
    public static CsvTable parse(String text, String... requiredColumns) throws CheckException {
        Cells cells = new Cells(text);
        Map<String, Integer> columns = header(cells.nextLine());
        for (String required : requiredColumns) {
            if (!columns.containsKey(required)) {
                throw CheckException.unexpectedReply("a table with the column " + required, text);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (List<String> line = cells.nextLine(); !line.isEmpty(); line = cells.nextLine()) {
            rows.add(new Row(columns, line));
        }
        return new CsvTable(columns, rows);
    }

    private static Map<String, Integer> header(List<String> cells) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String name = cells.get(i);
            if (i == 0 && name.startsWith("#")) {
                name = name.substring(1);
            }
            columns.putIfAbsent(name.strip(), i);
        }
        return columns;
    }

    /** The names of the columns in their order; one that stands there twice counts once. */
    public Set<String> columns() {
        return Collections.unmodifiableSet(columns.keySet());
    }

    public List<Row> rows() {
        return rows;
    }

    /** One line of the table. A cell that is empty or missing at the line's end is absent. */
    public static final class Row implements Fields {
        private final Map<String, Integer> columns;
        private final List<String> cells;

        private Row(Map<String, Integer> columns, List<String> cells) {
            this.columns = columns;
            this.cells = cells;
        }

        /** The text of the cell in that column. */
        public Optional<String> text(String column) {
            Integer index = columns.get(column);
            if (index == null || index >= cells.size() || cells.get(index).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(cells.get(index));
        }

        @Override
        public Optional<Number> number(String column) throws CheckException {
            Optional<String> text = text(column);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Optional<Number> number = FieldNumber.parse(text.get().strip());
            if (number.isEmpty()) {
                throw new CheckException(CheckException.quoted(column) + " is " + CheckException.quoted(text.get())
                        + ", expected a number");
            }
            return number;
        }
    }

    /** Takes the text apart, line by line. */
    private static final class Cells {
        private final String text;
        private int at;
        private int line = 1;

        private Cells(String text) {
            this.text = text;
        }

        /** The cells of the next line that is not empty; none at the end. */
        private List<String> nextLine() throws CheckException {
            while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
                newline();
            }
            List<String> cells = new ArrayList<>();
            while (at < text.length()) {
                cells.add(text.charAt(at) == '"' ? quotedCell() : plainCell());
                if (at >= text.length() || text.charAt(at) != ',') {
                    break;
                }
                at++;
                if (at >= text.length()) {
                    cells.add("");
                }
            }
            return cells;
        }

        private void newline() {
            if (text.charAt(at) == '\n') {
                line++;
            }
            at++;
        }

        private String plainCell() {
            int start = at;
            while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
                at++;
            }
            boolean carriageReturn = at > start && text.charAt(at - 1) == '\r';
            return text.substring(start, carriageReturn ? at - 1 : at);
        }

        private String quotedCell() throws CheckException {
            int startLine = line;
            StringBuilder cell = new StringBuilder();
            at++;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '"') {
                    if (at + 1 >= text.length() || text.charAt(at + 1) != '"') {
                        at++;
                        // What stands between the quote and the comma is foreign to RFC 4180 and kept.
                        return cell.append(plainCell()).toString();
                    }
                    at++;
                }
                cell.append(c);
                line += c == '\n' ? 1 : 0;
                at++;
            }
            throw new CheckException("line " + startLine + " of the table: a quote has no end");
        }
    }
}
