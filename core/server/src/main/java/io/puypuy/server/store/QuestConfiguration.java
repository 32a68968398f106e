package io.puypuy.server.store;

import io.questdb.DefaultTelemetryConfiguration;
import io.questdb.TelemetryConfiguration;
import io.questdb.cairo.CommitMode;
import io.questdb.cairo.DefaultCairoConfiguration;
import java.nio.file.Path;

/** QuestDB for three tables in a small process: short queues, small pages, private folders, no telemetry. */
final class QuestConfiguration extends DefaultCairoConfiguration {
    private static final int QUEUE = 16;
    private static final int PAGE = 256 << 10;
    /** Owner only. */
    private static final int FOLDER_MODE = 0700;

    private final TelemetryConfiguration telemetry = new DefaultTelemetryConfiguration() {
        @Override
        public boolean getEnabled() {
            return false;
        }

        @Override
        public boolean getDisableCompletely() {
            return true;
        }
    };
    private final boolean sync;

    QuestConfiguration(Path folder, boolean sync) {
        super(folder.toString());
        this.sync = sync;
    }

    @Override
    public int getCommitMode() {
        return sync ? CommitMode.SYNC : CommitMode.NOSYNC;
    }

    @Override
    public int getMkDirMode() {
        return FOLDER_MODE;
    }

    @Override
    public boolean enableTestFactories() {
        return false;
    }

    @Override
    public long getDataAppendPageSize() {
        return PAGE;
    }

    @Override
    public long getWalDataAppendPageSize() {
        return PAGE;
    }

    /** Late points are sorted in here, once for each column. */
    @Override
    public int getO3ColumnMemorySize() {
        return PAGE;
    }

    @Override
    public int getO3PartitionQueueCapacity() {
        return QUEUE;
    }

    @Override
    public int getO3CopyQueueCapacity() {
        return QUEUE;
    }

    @Override
    public int getO3OpenColumnQueueCapacity() {
        return QUEUE;
    }

    @Override
    public int getO3CallbackQueueCapacity() {
        return QUEUE;
    }

    @Override
    public int getO3PurgeDiscoveryQueueCapacity() {
        return QUEUE;
    }

    @Override
    public int getColumnIndexerQueueCapacity() {
        return QUEUE;
    }

    @Override
    public int getVectorAggregateQueueCapacity() {
        return QUEUE;
    }

    @Override
    public int getPageFrameReduceQueueCapacity() {
        return 1;
    }

    @Override
    public int getPageFrameReduceShardCount() {
        return 1;
    }

    @Override
    public int getUnorderedPageFrameReduceQueueCapacity() {
        return QUEUE;
    }

    @Override
    public int getWalTxnNotificationQueueCapacity() {
        return QUEUE;
    }

    @Override
    public int getInactiveReaderMaxOpenPartitions() {
        return 1;
    }

    /** Files of the write-ahead log are cheap to open at one append a second, and cached ones would stay mapped. */
    @Override
    public int getWalMaxSegmentFileDescriptorsCache() {
        return 0;
    }

    /** The log is cleared away when the store says so, not when QuestDB's clock does. */
    @Override
    public long getWalPurgeInterval() {
        return 0;
    }

    @Override
    public TelemetryConfiguration getTelemetryConfiguration() {
        return telemetry;
    }
}
