package io.puypuy.server.store;

import java.io.IOException;

/** Brings samples of datapoints into their tables. Used by {@code store-writer}. */
final class SampleWriter {
    private static final long MICROS = 1_000;

    private final QuestDatabase database;
    private final NewestTimes newest;

    SampleWriter(QuestDatabase database, NewestTimes newest) {
        this.database = database;
        this.newest = newest;
    }

    /** Stores samples and says how many were left out, because of their times. */
    int write(SampleRows rows, Retention.Kept kept) throws IOException {
        int left = 0;
        if (rows.numbers() > 0) {
            left += numbers(rows, kept, database.samplesOrNew());
        }
        if (!rows.texts().isEmpty()) {
            left += texts(rows, kept, database.textsOrNew());
        }
        if (left < rows.size()) {
            newest.seen(rows, kept);
        }
        return left;
    }

    private int numbers(SampleRows rows, Retention.Kept kept, RowsTable table) throws IOException {
        int left = 0;
        for (int i = 0; i < rows.numbers(); i++) {
            long millis = rows.millisAt(i);
            if (kept.has(millis)) {
                table.add(millis * MICROS, rows.seriesAt(i), rows.bitsAt(i));
            } else {
                left++;
            }
        }
        finish(table, left < rows.numbers());
        return left;
    }

    private int texts(SampleRows rows, Retention.Kept kept, RowsTable table) throws IOException {
        int left = 0;
        for (SampleRows.Text text : rows.texts()) {
            if (kept.has(text.millis())) {
                table.add(text.millis() * MICROS, text.datapoint(), text.text());
            } else {
                left++;
            }
        }
        finish(table, left < rows.texts().size());
        return left;
    }

    private void finish(RowsTable table, boolean any) throws IOException {
        if (any) {
            table.commit();
            database.apply(table);
        }
    }
}
