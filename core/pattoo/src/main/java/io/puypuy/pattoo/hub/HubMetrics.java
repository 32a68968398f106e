package io.puypuy.pattoo.hub;

import io.puypuy.engine.status.BackendStatus;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.function.Function;

/** The hub and its spokes in Prometheus' text form 0.0.4. */
final class HubMetrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final HubStatus status;
    private final Writer out;

    private HubMetrics(HubStatus status, Writer out) {
        this.status = status;
        this.out = out;
    }

    static void write(HubStatus status, Writer out) throws IOException {
        HubMetrics metrics = new HubMetrics(status, out);
        metrics.hub();
        metrics.documents();
        metrics.spokes();
    }

    private void hub() throws IOException {
        HubPoll.PollResult last = status.last();
        single(
                "pattoo_hub_spokes",
                "gauge",
                "Spokes of the settings.",
                status.polled().size());
        single("pattoo_hub_polls_total", "counter", "Polls that have ended.", status.polls());
        head("pattoo_hub_poll_seconds", "gauge", "How long the last poll took.");
        line("pattoo_hub_poll_seconds", seconds(last.tookMillis()));
        single("pattoo_hub_poll_relayed", "gauge", "Documents of the last poll.", last.relayed());
        single("pattoo_hub_poll_failed", "gauge", "Spokes without a document in the last poll.", last.failed());
        single("pattoo_hub_poll_bytes", "gauge", "Bytes of the documents of the last poll.", last.bytes());
    }

    private void documents() throws IOException {
        BackendStatus.Books books = status.documents().books();
        head("pattoo_hub_documents_total", "counter", "Documents since the start, by what became of them.");
        outcome("collected", books.collected());
        outcome("delivered", books.delivered());
        outcome("rejected", books.rejected());
        outcome("dropped", books.dropped());
        single(
                "pattoo_hub_documents_waiting",
                "gauge",
                "Documents that the server has not taken yet.",
                books.waiting());
        single("pattoo_hub_spool_bytes", "gauge", "Bytes of the spool's files.", books.waitingBytes());
        single("pattoo_hub_spool_files", "gauge", "Files of the spool.", books.waitingBatches());
        boolean delivers = status.documents().state() == BackendStatus.State.DELIVERING;
        single("pattoo_hub_server_up", "gauge", "Whether the server took the last request.", delivers ? 1 : 0);
    }

    private void outcome(String outcome, long number) throws IOException {
        line("pattoo_hub_documents_total{outcome=\"" + outcome + "\"}", Long.toString(number));
    }

    private void spokes() throws IOException {
        each(
                "pattoo_hub_spoke_up",
                "gauge",
                "Whether the spoke gave a document in its last poll.",
                spoke -> spoke.state() == SpokeStatus.State.ANSWERING ? "1" : "0");
        each(
                "pattoo_hub_spoke_last_seen_timestamp_seconds",
                "gauge",
                "When the spoke last gave a document; 0 for never.",
                spoke -> seconds(spoke.lastSeenMillis()));
        each(
                "pattoo_hub_spoke_latency_seconds",
                "gauge",
                "How long the spoke's last answer took.",
                spoke -> seconds(spoke.latencyMillis()));
        each(
                "pattoo_hub_spoke_reply_bytes",
                "gauge",
                "Size of the spoke's last document.",
                spoke -> Integer.toString(spoke.replyBytes()));
        each(
                "pattoo_hub_spoke_relayed_total",
                "counter",
                "Documents of the spoke.",
                spoke -> Long.toString(spoke.relayed()));
        each(
                "pattoo_hub_spoke_failed_total",
                "counter",
                "Polls without a document of the spoke.",
                spoke -> Long.toString(spoke.failed()));
    }

    private void each(String name, String type, String help, Function<SpokeStatus, String> value) throws IOException {
        head(name, type, help);
        for (PolledSpoke polled : status.polled()) {
            SpokeStatus spoke = polled.status();
            line(name + "{spoke=\"" + escaped(spoke.address()) + "\"}", value.apply(spoke));
        }
    }

    private void single(String name, String type, String help, long value) throws IOException {
        head(name, type, help);
        line(name, Long.toString(value));
    }

    private void head(String name, String type, String help) throws IOException {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(String series, String value) throws IOException {
        out.append(series).append(' ').append(value).append('\n');
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }

    /** As in "Exposition formats", Prometheus: backslash, quote and line feed. */
    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
