package io.puypuy.check.etcd;

import io.puypuy.api.CheckException;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Fields;
import io.puypuy.api.read.PrometheusText;
import io.puypuy.api.read.PrometheusText.Sample;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One page of a member's metrics. As {@link Fields}, it has those without labels. */
final class EtcdPage implements Fields {
    // 3.3 has these under the names of metrics that may change.
    private static final Map<String, String> FORMER = Map.of(
            "etcd_mvcc_db_total_size_in_bytes", "etcd_debugging_mvcc_db_total_size_in_bytes",
            "etcd_mvcc_db_total_size_in_use_in_bytes", "etcd_debugging_mvcc_db_total_size_in_use_in_bytes");
    private static final String LIMIT = "process_virtual_memory_max_bytes";
    private static final String HANDLED = "grpc_server_handled_total";
    private static final String ROUND_TRIP = "etcd_network_peer_round_trip_time_seconds";

    private final PrometheusText text;

    private EtcdPage(PrometheusText text) {
        this.text = text;
    }

    static EtcdPage parse(String page) throws CheckException {
        return new EtcdPage(PrometheusText.parse(page, EtcdPage::isOfUse));
    }

    // Most of the page are buckets, and what is counted for each method of each service.
    private static boolean isOfUse(String name) {
        return !name.endsWith("_bucket") && (!name.startsWith("grpc_") || name.equals(HANDLED));
    }

    @Override
    public Optional<Number> number(String name) {
        Optional<Number> number = text.number(name);
        if (number.isEmpty() && FORMER.containsKey(name)) {
            number = text.number(FORMER.getOrDefault(name, name));
        }
        return number.filter(value -> Double.isFinite(value.doubleValue()) && !isNoLimit(name, value));
    }

    // Without a limit it is 2^64 - 1, or -1.
    private static boolean isNoLimit(String name, Number value) {
        return name.equals(LIMIT) && (value.doubleValue() >= 0x1p63 || value.doubleValue() < 0);
    }

    /**
     * Sum and count of a histogram.
     *
     * @param count of observations since the start
     */
    record Durations(Number sum, Number count) {}

    /** A histogram without labels; empty if there is none. */
    Optional<Durations> durations(String name) {
        Optional<Number> count = number(name + "_count");
        return number(name + "_sum").flatMap(sum -> count.map(times -> new Durations(sum, times)));
    }

    /** Round trips to each other member, by its id; the member is asked about every 30 seconds. */
    Map<String, Durations> roundTrips() {
        Map<Tags, Number> counts = new HashMap<>();
        for (Sample count : text.samples(ROUND_TRIP + "_count")) {
            counts.put(count.labels(), count.value());
        }
        Map<String, Durations> trips = new TreeMap<>();
        for (Sample sum : text.samples(ROUND_TRIP + "_sum")) {
            Number count = counts.get(sum.labels());
            if (count != null) {
                trips.put(sum.labels().value("To").orElse(""), new Durations(sum.value(), count));
            }
        }
        return trips;
    }

    /** Answered calls of clients by their code, of all methods together. */
    Map<String, Long> handledByCode() {
        Map<String, Long> calls = new TreeMap<>();
        for (Sample sample : text.samples(HANDLED)) {
            calls.merge(
                    sample.labels().value("grpc_code").orElse(""),
                    sample.value().longValue(),
                    Long::sum);
        }
        return calls;
    }
}
