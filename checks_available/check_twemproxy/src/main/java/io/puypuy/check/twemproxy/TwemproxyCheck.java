package io.puypuy.check.twemproxy;

import io.puypuy.api.ChartType;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Json;
import io.puypuy.api.read.MetricTable;
import io.puypuy.api.read.Sockets.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Connections, requests and queues of the pools and backends of one twemproxy. Source: the JSON document that its statistics
 * port sends unasked. When it cannot be read whole, or is of something else, the run fails and sends nothing.
 */
@Extension
public final class TwemproxyCheck implements Check {
    private static final int PORT = 22222;
    private static final int MAX_BYTES = 16 << 20;
    private static final MetricTable PROXY = MetricTable.builder()
            .optional(
                    "curr_connections",
                    integer("twemproxy_current_connections", "connections")
                            .help("open connections of all pools, to both sides"))
            .optional(
                    "total_connections",
                    rate("twemproxy_total_connections", "connections/s").help("connections opened, to both sides"))
            .required("uptime", integer("twemproxy_uptime", "s").help("time since the start"))
            .build();
    private static final MetricTable POOL = MetricTable.builder()
            .required(
                    "client_connections",
                    integer("twemproxy_client_connections", "connections").help("open connections of clients"))
            .optional("client_err", rate("twemproxy_client_err", "errors/s").help("connections of clients that failed"))
            .optional(
                    "client_eof", rate("twemproxy_client_eof", "connections/s").help("connections that clients closed"))
            .optional(
                    "forward_error",
                    rate("twemproxy_forward_error", "errors/s").help("requests that could not be passed on"))
            .optional(
                    "fragments", rate("twemproxy_fragments", "fragments/s").help("parts of requests for several keys"))
            .optional(
                    "server_ejects", rate("twemproxy_server_ejects", "ejects/s").help("backends that were ejected"))
            .build();
    private static final MetricTable BACKEND = MetricTable.builder()
            .required("requests", rate("twemproxy_requests", "requests/s").help("requests sent to a backend"))
            .optional(
                    "request_bytes", rate("twemproxy_request_bytes", "bytes/s").help("bytes of these requests"))
            .required("responses", rate("twemproxy_responses", "responses/s").help("answers of a backend"))
            .optional(
                    "response_bytes",
                    rate("twemproxy_response_bytes", "bytes/s").help("bytes of these answers"))
            .optional("in_queue", integer("twemproxy_in_queue", "requests").help("requests that wait to be sent"))
            .optional(
                    "in_queue_bytes",
                    integer("twemproxy_in_queue_bytes", "bytes").help("bytes of these requests"))
            .optional(
                    "server_connections",
                    integer("twemproxy_server_connections", "connections").help("open connections to a backend"))
            .optional(
                    "out_queue",
                    integer("twemproxy_out_queue", "requests").help("requests that are sent and wait for the answer"))
            .optional(
                    "out_queue_bytes",
                    integer("twemproxy_out_queue_bytes", "bytes").help("bytes of these requests"))
            .optional(
                    "server_err", rate("twemproxy_server_err", "errors/s").help("connections to a backend that failed"))
            .optional(
                    "server_eof",
                    rate("twemproxy_server_eof", "connections/s").help("connections that a backend closed"))
            .optional(
                    "server_timedout",
                    rate("twemproxy_server_timedout", "timeouts/s").help("connections to a backend that took too long"))
            .optional(
                    "server_ejected_at",
                    integer("twemproxy_server_ejected_at", "us")
                            .help("when a backend was ejected from its pool, since 1970; 0 if it was not"))
            .build();

    private Peer server = new Peer.Tcp("127.0.0.1", PORT, false);
    private Duration timeout = Duration.ofSeconds(3);

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("twemproxy");
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("twemproxy").chart(ChartType.RATE);
    }

    @Override
    public String section() {
        return "Twemproxy";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>(BACKEND.metrics());
        all.addAll(POOL.metrics());
        all.addAll(PROXY.metrics());
        return all;
    }

    @Override
    public void configure(Settings settings) {
        server = Peer.from(settings, PORT);
        timeout = settings.duration("timeout", timeout);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        String bytes = run.sockets().exchange(server, "", timeout, MAX_BYTES);
        // Pools and servers have the names of its settings, which are YAML in UTF-8.
        String answer = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        Json document = run.json(answer);
        if (!document.text("service").orElse("").equals("nutcracker")) {
            throw CheckException.unexpectedReply("the statistics of twemproxy", answer);
        }
        run.add(PROXY, document, Tags.none());
        for (Map.Entry<String, Json> member : document.members().entrySet()) {
            // Only a pool has one; its name may be any.
            if (member.getValue().find("client_connections").isPresent()) {
                pool(member.getKey(), member.getValue(), run);
            }
        }
    }

    private static void pool(String name, Json pool, CheckRun run) throws CheckException {
        Tags tags = Tags.of("pool", name);
        run.add(POOL, pool, tags);
        for (Map.Entry<String, Json> member : pool.members().entrySet()) {
            if (member.getValue().find("server_connections").isPresent()) {
                run.add(BACKEND, member.getValue(), tags.and("backend", member.getKey()));
            }
        }
    }
}
