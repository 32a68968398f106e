package io.puypuy.server.store;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.O3PartitionPurgeJob;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.vm.Vm;
import io.questdb.cairo.vm.api.MemoryMARW;
import io.questdb.cairo.wal.ApplyWal2TableJob;
import io.questdb.cairo.wal.WalPurgeJob;
import io.questdb.cairo.wal.seq.SeqTxnTracker;
import io.questdb.griffin.FunctionFactory;
import io.questdb.std.Misc;
import io.questdb.std.str.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * QuestDB with the tables of the store, without SQL. The tables of datapoints are made when the first of their rows comes.
 * Changed by the thread {@code store-writer} alone; any thread may ask for tables.
 */
final class QuestDatabase implements AutoCloseable {
    private final CairoEngine engine;
    private final ApplyWal2TableJob apply;
    private final WalPurgeJob purgeLog;
    private final O3PartitionPurgeJob purgePartitions;
    private final RowsTable points;
    private volatile Optional<RowsTable> samples;
    private volatile Optional<RowsTable> texts;

    QuestDatabase(QuestConfiguration configuration) {
        engine = new WithoutSql(configuration);
        try {
            engine.load();
            apply = new ApplyWal2TableJob(engine, 0);
            purgeLog = new WalPurgeJob(engine);
            purgePartitions = new O3PartitionPurgeJob(engine, 1);
            points = made(RowsStructure.POINTS);
            samples = known(RowsStructure.SAMPLES);
            texts = known(RowsStructure.TEXTS);
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    private Optional<RowsTable> known(RowsStructure structure) {
        return Optional.ofNullable(engine.getTableTokenIfExists(structure.getTableName()))
                .map(token -> new RowsTable(engine, token));
    }

    private RowsTable made(RowsStructure structure) {
        return known(structure).orElseGet(() -> new RowsTable(engine, create(structure)));
    }

    private TableToken create(RowsStructure structure) {
        try (Path path = new Path();
                MemoryMARW memory = Vm.getCMARWInstance()) {
            return engine.createTable(AllowAllSecurityContext.INSTANCE, memory, path, false, structure, false);
        }
    }

    RowsTable points() {
        return points;
    }

    /** Numbers of datapoints; empty until there are some. */
    Optional<RowsTable> samples() {
        return samples;
    }

    /** Texts of datapoints; empty until there are some. */
    Optional<RowsTable> texts() {
        return texts;
    }

    RowsTable samplesOrNew() {
        return samples.orElseGet(() -> {
            RowsTable table = made(RowsStructure.SAMPLES);
            samples = Optional.of(table);
            return table;
        });
    }

    RowsTable textsOrNew() {
        return texts.orElseGet(() -> {
            RowsTable table = made(RowsStructure.TEXTS);
            texts = Optional.of(table);
            return table;
        });
    }

    List<RowsTable> tables() {
        List<RowsTable> tables = new ArrayList<>(List.of(points));
        samples.ifPresent(tables::add);
        texts.ifPresent(tables::add);
        return tables;
    }

    /**
     * Brings what is committed from the table's log into the table, where queries find it.
     *
     * @throws IOException if that failed, such as by a full disk; what is committed stays in the log
     */
    void apply(RowsTable table) throws IOException {
        SeqTxnTracker state = engine.getTableSequencerAPI().getTxnTracker(table.token());
        if (state.isSuspended()) {
            engine.getTableSequencerAPI().resumeTable(table.token(), -1);
        }
        engine.notifyWalTxnCommitted(table.token());
        apply.drain(0);
        if (state.isSuspended()) {
            throw new IOException("rows stay in the log of the store: " + state.getErrorMessage());
        }
    }

    /** Removes files that neither a table nor a reader needs any more. */
    void purge() {
        purgePartitions.drain(0);
        purgeLog.drain(0);
    }

    @Override
    public void close() {
        tables().forEach(RowsTable::abandon);
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
