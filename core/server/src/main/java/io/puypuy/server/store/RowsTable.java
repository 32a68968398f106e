package io.puypuy.server.store;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.TableReader;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.TableUtils;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.wal.WalWriter;
import io.questdb.std.Misc;
import io.questdb.std.str.Utf8String;
import io.questdb.std.str.Utf8StringSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table: rows go through its write-ahead log into it, readers look at its columns. Used by the thread {@code
 * store-writer}, but for {@link #reader}, which any thread may call.
 */
final class RowsTable {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final CairoEngine engine;
    private final TableToken token;
    private @Nullable WalWriter writer;

    /** One day of the table. */
    record Day(long startMicros, long rows) {
        long endMicros() {
            return startMicros + DAY_MICROS;
        }
    }

    RowsTable(CairoEngine engine, TableToken token) {
        this.engine = engine;
        this.token = token;
    }

    TableToken token() {
        return token;
    }

    /** A row to be committed. */
    void add(long micros, int series, long bits) {
        TableWriter.Row row = writer().newRow(micros);
        row.putInt(RowsStructure.SERIES, series);
        row.putLong(RowsStructure.VALUE, bits);
        row.append();
    }

    /** A row of a table of texts to be committed. */
    void add(long micros, int series, String text) {
        TableWriter.Row row = writer().newRow(micros);
        row.putInt(RowsStructure.SERIES, series);
        row.putVarchar(RowsStructure.VALUE, new Utf8String(text));
        row.append();
    }

    /** Makes the added rows durable: from now on they survive the end of the process. */
    void commit() {
        writer().commit();
    }

    /** Forgets the rows that were added since the last commit, and the writer, which may be in an unknown state. */
    void abandon() {
        writer = Misc.free(writer);
    }

    /** The days that have rows, oldest first. */
    List<Day> days() {
        List<Day> days = new ArrayList<>();
        try (TableReader reader = reader()) {
            for (int i = 0; i < reader.getPartitionCount(); i++) {
                long start = Math.floorDiv(reader.getPartitionTimestampByIndex(i), DAY_MICROS) * DAY_MICROS;
                long rows = reader.getPartitionRowCountFromMetadata(i);
                int last = days.size() - 1;
                // A day with many late points lies in pieces.
                if (last >= 0 && days.get(last).startMicros() == start) {
                    days.set(last, new Day(start, days.get(last).rows() + rows));
                } else {
                    days.add(new Day(start, rows));
                }
            }
        }
        return days;
    }

    /** Drops a day with all its rows, if it has any; to be called after applying. Not through the log, which would need SQL. */
    void drop(long dayMicros) {
        try (TableWriter table = engine.getWriter(token, "retention")) {
            table.removePartition(dayMicros);
        }
    }

    /** The folder of the columns of a part of a day, in the version that the reader sees and holds. */
    Path folder(TableReader reader, int part) {
        Utf8StringSink name = new Utf8StringSink();
        TableUtils.setSinkForNativePartition(
                name,
                reader.getMetadata().getTimestampType(),
                reader.getPartitionedBy(),
                reader.getPartitionTimestampByIndex(part),
                reader.getTxFile().getPartitionNameTxn(part));
        return Path.of(engine.getConfiguration().getDbRoot(), token.getDirName(), name.toString());
    }

    /** A view of the table as it is now, to be closed by the same thread. */
    TableReader reader() {
        return engine.getReader(token);
    }

    private WalWriter writer() {
        WalWriter open = writer;
        if (open == null || open.isDistressed()) {
            Misc.free(writer);
            open = engine.getWalWriter(token);
            writer = open;
        }
        return open;
    }
}
