package io.puypuy.check.networkbytes;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.List;

/** The metrics of the check; counters as rates, or as they are. */
final class NetworkMetrics {
    static final Metric SPEED =
            Metric.integer("interface_speed", "Mbit/s").type("system").help("speed of the link");
    static final Metric UP = Metric.integer("interface_up", "").type("system").help("1 if the interface works, else 0");
    static final Metric MTU =
            Metric.integer("interface_mtu", "bytes").type("system").help("largest packet");

    final Metric bytesReceived;
    final Metric bytesSent;
    final Metric packetsReceived;
    final Metric packetsSent;
    final Metric errorsReceived;
    final Metric errorsSent;
    final Metric droppedReceived;
    final Metric droppedSent;
    final Metric collisions;
    final Metric multicastReceived;
    final Metric carrierChanges;
    final MetricTable protocols;

    NetworkMetrics(boolean rated) {
        bytesReceived = counter(rated, "bytes_rx", "bytes", "received");
        bytesSent = counter(rated, "bytes_tx", "bytes", "sent");
        packetsReceived = counter(rated, "packets_rx", "packets", "received");
        packetsSent = counter(rated, "packets_tx", "packets", "sent");
        errorsReceived = counter(rated, "errors_rx", "packets", "received with an error");
        errorsSent = counter(rated, "errors_tx", "packets", "not sent because of an error");
        droppedReceived = counter(rated, "dropped_rx", "packets", "received without room or reader for them");
        droppedSent = counter(rated, "dropped_tx", "packets", "given up before they were sent");
        collisions = counter(rated, "collisions", "collisions", "collisions on the wire");
        multicastReceived = counter(rated, "multicast_rx", "packets", "multicast packets received");
        carrierChanges = counter(rated, "interface_carrier_changes", "changes", "times that the link came or went");
        protocols = MetricTable.builder()
                .required(
                        "Tcp.RetransSegs",
                        counter(rated, "tcp_retrans_segs", "segments", "TCP segments sent again, by the whole machine"))
                .build();
    }

    // A counter stays floating although it is whole: bytes_rx must not change its type with a setting.
    private static Metric counter(boolean rated, String name, String unit, String help) {
        Metric metric = rated
                ? Metric.rate(name, unit + "/s").chart(ChartType.RATE)
                : Metric.floating(name, unit).chart(ChartType.COUNTER);
        return metric.type("system").help(help);
    }

    List<Metric> all() {
        List<Metric> all = new ArrayList<>(List.of(
                bytesReceived,
                bytesSent,
                packetsReceived,
                packetsSent,
                errorsReceived,
                errorsSent,
                droppedReceived,
                droppedSent,
                collisions,
                multicastReceived,
                SPEED,
                UP,
                MTU,
                carrierChanges));
        all.addAll(protocols.metrics());
        return all;
    }
}
