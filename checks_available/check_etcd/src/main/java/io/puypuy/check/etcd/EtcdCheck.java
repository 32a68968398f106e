package io.puypuy.check.etcd;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.MetricTable;
import io.puypuy.check.etcd.EtcdPage.Durations;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.pf4j.Extension;

/**
 * State, work and disk of one etcd member. Source: its page of metrics, etcd documentation, "Metrics". When the page cannot be
 * read or is no etcd's, the run fails and sends nothing.
 */
@Extension
public final class EtcdCheck implements Check {
    private static final String FSYNC = "etcd_disk_wal_fsync_duration_seconds";
    private static final String COMMIT = "etcd_disk_backend_commit_duration_seconds";

    private static final MetricTable TABLE = EtcdTable.make();
    private static final Metric FSYNC_AVG = EtcdTable.floating("etcd_disk_wal_fsync_avg", "s")
            .help("time of one sync of the log to the disk since the run before");
    private static final Metric COMMIT_AVG = EtcdTable.floating("etcd_disk_backend_commit_avg", "s")
            .help("time of one commit of the database since the run before");
    private static final Metric TRIP_SUM = EtcdTable.rate("etcd_network_peer_round_trip_time_seconds_sum", "s/s")
            .help("time of round trips to another member");
    private static final Metric TRIP_COUNT = EtcdTable.rate(
                    "etcd_network_peer_round_trip_time_seconds_count", "trips/s")
            .help("number of round trips to another member");
    private static final Metric TRIP_AVG = EtcdTable.floating("etcd_network_peer_round_trip_time_avg", "s")
            .help("time of one round trip since the run before");
    private static final Metric HANDLED = EtcdTable.rate("etcd_grpc_server_handled", "calls/s")
            .help("calls that were answered with this code, of all methods together");

    private HttpRequest page = HttpRequest.get(URI.create("http://127.0.0.1:2379/metrics"));
    private final Average averages = new Average();

    @Override
    public String section() {
        return "etcd";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(TABLE.metrics());
        metrics.addAll(List.of(FSYNC_AVG, COMMIT_AVG, TRIP_SUM, TRIP_COUNT, TRIP_AVG, HANDLED));
        return metrics;
    }

    @Override
    public void configure(Settings settings) {
        page = HttpRequest.from(settings, settings.uri("metrics", URI.create("http://127.0.0.1:2379/metrics")));
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        EtcdPage found = EtcdPage.parse(run.http().send(page).ok());
        run.add(TABLE, found, Tags.none());
        found.durations(FSYNC).ifPresent(times -> average(FSYNC_AVG, FSYNC, times, Tags.none(), run));
        found.durations(COMMIT).ifPresent(times -> average(COMMIT_AVG, COMMIT, times, Tags.none(), run));
        for (Map.Entry<String, Durations> trip : found.roundTrips().entrySet()) {
            Tags to = Tags.of("To", trip.getKey());
            run.add(TRIP_SUM, trip.getValue().sum().doubleValue(), to);
            run.add(TRIP_COUNT, trip.getValue().count().doubleValue(), to);
            average(TRIP_AVG, "to " + trip.getKey(), trip.getValue(), to, run);
        }
        for (Map.Entry<String, Long> calls : found.handledByCode().entrySet()) {
            run.add(HANDLED, calls.getValue(), Tags.of("grpc_code", calls.getKey()));
        }
    }

    private void average(Metric metric, String name, Durations durations, Tags tags, CheckRun run) {
        OptionalDouble average = averages.next(
                name, durations.sum().doubleValue(), durations.count().doubleValue());
        if (average.isPresent()) {
            run.add(metric, average.getAsDouble(), tags);
        }
    }
}
