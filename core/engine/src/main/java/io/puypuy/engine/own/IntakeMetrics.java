package io.puypuy.engine.own;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.engine.status.IntakeStatus;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** What the agent reports about the documents that agents of pattoo send to it; nothing where none can. */
final class IntakeMetrics {
    private static final Metric DOCUMENTS =
            OwnMetrics.total("puypuy_agents_documents_total", "documents of pattoo's agents that were taken");
    private static final Metric NOT_UNDERSTOOD = OwnMetrics.total(
            "puypuy_agents_not_understood_total", "of these, documents of which nothing could be used");
    private static final Metric REFUSED_DOCUMENTS =
            OwnMetrics.total("puypuy_agents_refused_documents_total", "documents that were not taken");
    private static final Metric DATAPOINTS =
            OwnMetrics.total("puypuy_agents_datapoints_total", "datapoints of documents that are durable");
    private static final Metric REFUSED_DATAPOINTS = OwnMetrics.total(
            "puypuy_agents_refused_datapoints_total", "datapoints left out of documents that were taken");
    private static final Metric BYTES = OwnMetrics.own(
                    Metric.integer("puypuy_agents_bytes_total", "bytes"), "bytes of documents, as they came")
            .chart(ChartType.COUNTER);
    private static final Metric WAITING_DOCUMENTS =
            OwnMetrics.count("puypuy_agents_waiting_documents", "documents that are not durable yet");
    private static final Metric WAITING_DATAPOINTS =
            OwnMetrics.count("puypuy_agents_waiting_datapoints", "durable datapoints that are not in the store yet");
    private static final Metric JOURNAL_BYTES =
            OwnMetrics.own(Metric.integer("puypuy_agents_journal_bytes", "bytes"), "bytes of the journal's files");

    private IntakeMetrics() {}

    static List<Metric> all() {
        return List.of(
                DOCUMENTS,
                NOT_UNDERSTOOD,
                REFUSED_DOCUMENTS,
                DATAPOINTS,
                REFUSED_DATAPOINTS,
                BYTES,
                WAITING_DOCUMENTS,
                WAITING_DATAPOINTS,
                JOURNAL_BYTES);
    }

    static void add(IntakeStatus intake, ObjLongConsumer<Metric> points) {
        points.accept(DOCUMENTS, intake.documents());
        points.accept(NOT_UNDERSTOOD, intake.notUnderstood());
        points.accept(REFUSED_DOCUMENTS, intake.refusedDocuments());
        points.accept(DATAPOINTS, intake.datapoints());
        points.accept(REFUSED_DATAPOINTS, intake.refusedDatapoints());
        points.accept(BYTES, intake.bytes());
        points.accept(WAITING_DOCUMENTS, intake.waitingDocuments());
        points.accept(WAITING_DATAPOINTS, intake.waitingDatapoints());
        points.accept(JOURNAL_BYTES, intake.journalBytes());
    }
}
