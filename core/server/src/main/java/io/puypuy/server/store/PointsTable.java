package io.puypuy.server.store;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.O3PartitionPurgeJob;
import io.questdb.cairo.TableReader;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.vm.Vm;
import io.questdb.cairo.vm.api.MemoryMARW;
import io.questdb.cairo.wal.ApplyWal2TableJob;
import io.questdb.cairo.wal.WalPurgeJob;
import io.questdb.cairo.wal.WalWriter;
import io.questdb.cairo.wal.seq.SeqTxnTracker;
import io.questdb.griffin.FunctionFactory;
import io.questdb.std.Misc;
import io.questdb.std.str.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * QuestDB with its one table, without SQL: rows go through the write-ahead log into the table, readers look at the columns.
 * Used by the thread {@code store-writer}, but for {@link #reader}, which any thread may call.
 */
final class PointsTable implements AutoCloseable {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final CairoEngine engine;
    private final TableToken token;
    private final ApplyWal2TableJob apply;
    private final WalPurgeJob purgeLog;
    private final O3PartitionPurgeJob purgePartitions;
    private @Nullable WalWriter writer;

    /** One day of the table. */
    record Day(long startMicros, long rows) {
        long endMicros() {
            return startMicros + DAY_MICROS;
        }
    }

    PointsTable(QuestConfiguration configuration) {
        engine = new WithoutSql(configuration);
        try {
            engine.load();
            TableToken known = engine.getTableTokenIfExists(PointsStructure.NAME);
            token = known == null ? create() : known;
            apply = new ApplyWal2TableJob(engine, 0);
            purgeLog = new WalPurgeJob(engine);
            purgePartitions = new O3PartitionPurgeJob(engine, 1);
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    private TableToken create() {
        try (Path path = new Path();
                MemoryMARW memory = Vm.getCMARWInstance()) {
            return engine.createTable(
                    AllowAllSecurityContext.INSTANCE, memory, path, false, new PointsStructure(), false);
        }
    }

    /** A row to be committed. */
    void add(long micros, int series, long bits) {
        WalWriter open = writer();
        TableWriter.Row row = open.newRow(micros);
        row.putInt(PointsStructure.SERIES, series);
        row.putLong(PointsStructure.BITS, bits);
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

    /**
     * Brings what is committed from the log into the table, where queries find it.
     *
     * @throws IOException if that failed, such as by a full disk; what is committed stays in the log
     */
    void apply() throws IOException {
        SeqTxnTracker state = engine.getTableSequencerAPI().getTxnTracker(token);
        if (state.isSuspended()) {
            engine.getTableSequencerAPI().resumeTable(token, -1);
        }
        engine.notifyWalTxnCommitted(token);
        apply.drain(0);
        if (state.isSuspended()) {
            throw new IOException("rows stay in the log of the store: " + state.getErrorMessage());
        }
    }

    /** Removes files that neither the table nor a reader needs any more. */
    void purge() {
        purgePartitions.drain(0);
        purgeLog.drain(0);
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

    /** Drops a day with all its rows; to be called after {@link #apply}. Not through the log, which would need SQL. */
    void drop(Day day) {
        try (TableWriter table = engine.getWriter(token, "retention")) {
            table.removePartition(day.startMicros());
        }
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

    @Override
    public void close() {
        writer = Misc.free(writer);
        Misc.free(apply);
        Misc.free(purgeLog);
        Misc.free(purgePartitions);
        engine.close();
    }

    /** An engine that does not load the thousand functions of SQL, which would take most of the time of opening. */
    private static final class WithoutSql extends CairoEngine {
        WithoutSql(QuestConfiguration configuration) {
            super(configuration);
        }

        @Override
        protected Iterable<FunctionFactory> getFunctionFactories() {
            return List.of();
        }
    }
}
