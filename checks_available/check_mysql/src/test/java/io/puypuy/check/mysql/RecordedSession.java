package io.puypuy.check.mysql;

import io.puypuy.api.CheckException;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Answers statements with files: {@code SHOW GLOBAL STATUS WHERE …} with {@code show-global-status.tsv}, whose first line has the
 * names of the columns, and in which {@code \N} is NULL. One that begins with ERROR and its number refuses the statement, one with
 * LOST ends the connection; without a file the statement gives nothing.
 */
record RecordedSession(Path folder) implements Database.Session {
    private static final String REFUSED = "ERROR ";
    private static final String LOST = "LOST ";

    @Override
    public Table ask(String sql, int maxRows) throws CheckException, IOException {
        Path file = folder.resolve(name(sql) + ".tsv");
        if (!Files.exists(file)) {
            return new Table(List.of(), List.of());
        }
        List<String> lines = Files.readAllLines(file);
        String head = lines.get(0);
        if (head.startsWith(REFUSED)) {
            String[] fault = head.substring(REFUSED.length()).split(" ", 2);
            throw new CheckException(fault[1], new SQLException(fault[1], "", Integer.parseInt(fault[0])));
        }
        if (head.startsWith(LOST)) {
            throw new IOException(head.substring(LOST.length()));
        }
        List<String> columns = List.of(head.split("\t", -1));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, Math.min(lines.size(), maxRows + 1))) {
            rows.add(row(columns, line.split("\t", -1)));
        }
        return new Table(columns, rows);
    }

    private static Map<String, String> row(List<String> columns, String[] cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!cells[i].equals("\\N")) {
                row.put(columns.get(i), cells[i]);
            }
        }
        return row;
    }

    private static String name(String sql) {
        String words = sql.toLowerCase(Locale.ROOT).replaceFirst(" where .*", "");
        return words.replaceAll("[^a-z0-9]+", "-").replaceFirst("-$", "");
    }

    @Override
    public void close() {
        // Files are closed when they are read.
    }
}
