package io.puypuy.check.tcpconn;

import io.puypuy.api.ChartType;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.MetricTable;
import io.puypuy.api.read.NetTables;
import io.puypuy.api.read.ProcessNetwork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * TCP sockets by state, UDP sockets, and what the kernel counts about both. Source: tcp, tcp6, udp, udp6, sockstat, snmp and
 * netstat in /proc/net. Without IPv6, its files are not there, and count as empty.
 */
@Extension
public final class TcpconnCheck implements Check {
    private static final Metric CONNECTIONS =
            integer("tcp_connections", "sockets").help("TCP sockets in a state");
    private static final Metric UDP_SOCKETS = integer("udp_clients", "sockets").help("UDP sockets");
    private static final Metric CONNECTIONS_V4 =
            integer("tcp_connections_v4", "sockets").help("TCP sockets of IPv4 in a state");
    private static final Metric CONNECTIONS_V6 =
            integer("tcp_connections_v6", "sockets").help("TCP sockets of IPv6 in a state");
    private static final Metric RECEIVE_QUEUE =
            integer("tcp_rx_queue", "bytes").help("bytes received that no program has read yet");
    private static final Metric SEND_QUEUE =
            integer("tcp_tx_queue", "bytes").help("bytes to be sent or not acknowledged yet");

    private static final MetricTable SUMS = MetricTable.builder()
            .required(
                    "TCP.inuse",
                    integer("tcp_inuse", "sockets")
                            .help("TCP sockets of IPv4 that are in use, without those in the state time_wait"))
            .optional("TCP.orphan", integer("tcp_orphan", "sockets").help("TCP sockets that no program holds any more"))
            .optional("TCP.tw", integer("tcp_tw", "sockets").help("TCP sockets in the state time_wait"))
            .optional("TCP.alloc", integer("tcp_alloc", "sockets").help("TCP sockets that exist, in any state"))
            .optional("TCP.mem", integer("tcp_mem", "pages").help("memory that TCP sockets take"))
            .required("sockets.used", integer("sockets_used", "sockets").help("sockets of all kinds"))
            .optional("UDP.inuse", integer("udp_inuse", "sockets").help("UDP sockets of IPv4 that are in use"))
            .build();
    private static final MetricTable TOTALS = MetricTable.builder()
            .required(
                    "Tcp.ActiveOpens",
                    rate("tcp_active_opens", "connections/s").help("connections that this machine began"))
            .required(
                    "Tcp.PassiveOpens",
                    rate("tcp_passive_opens", "connections/s").help("connections that others began"))
            .optional(
                    "Tcp.EstabResets",
                    rate("tcp_estab_resets", "connections/s").help("open connections that ended with a reset"))
            .optional(
                    "Tcp.AttemptFails",
                    rate("tcp_attempt_fails", "connections/s").help("connections that did not come about"))
            .optional(
                    "Udp.RcvbufErrors",
                    rate("udp_rcvbuf_errors", "packets/s").help("UDP packets lost because a program read too slowly"))
            .build();
    private static final MetricTable LISTENERS = MetricTable.builder()
            .optional(
                    "TcpExt.ListenOverflows",
                    rate("tcp_listen_overflows", "connections/s")
                            .help("connections lost because a program accepted too slowly"))
            .optional(
                    "TcpExt.ListenDrops",
                    rate("tcp_listen_drops", "connections/s")
                            .help("connections lost at sockets that listen, for any reason"))
            .build();
    private static final String FLAG = "flag";

    private boolean states = true;
    private ProcessNetwork network = ProcessNetwork.own();

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("system");
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("system").chart(ChartType.RATE);
    }

    @Override
    public String section() {
        return "TCP Connections";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>(
                List.of(CONNECTIONS, UDP_SOCKETS, CONNECTIONS_V4, CONNECTIONS_V6, RECEIVE_QUEUE, SEND_QUEUE));
        all.addAll(SUMS.metrics());
        all.addAll(TOTALS.metrics());
        all.addAll(LISTENERS.metrics());
        return all;
    }

    @Override
    public void configure(Settings settings) {
        states = settings.truth("states", true);
        network = ProcessNetwork.from(settings);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        KernelFiles files = run.files();
        Path net = network.folder(files);
        run.add(SUMS, NetTables.pairs(files.read(net.resolve("sockstat"))), Tags.none());
        run.add(TOTALS, NetTables.columns(files.read(net.resolve("snmp"))), Tags.none());
        Optional<String> more = files.readIfPresent(net.resolve("netstat"));
        if (more.isPresent()) {
            run.add(LISTENERS, NetTables.columns(more.get()), Tags.none());
        }
        if (states) {
            // Those that may be missing come first: if the process is gone, the others fail.
            SocketTable tcp6 = tableOfIpV6(net.resolve("tcp6"));
            SocketTable udp6 = tableOfIpV6(net.resolve("udp6"));
            tcp(table(net.resolve("tcp")), tcp6, run);
            SocketTable udp4 = table(net.resolve("udp"));
            run.add(UDP_SOCKETS, udp4.count() + udp6.count(), Tags.of(FLAG, "udp"));
        }
    }

    // Not by KernelFiles, which reads whole files of 4 MiB at most: about 28,000 sockets.
    private static SocketTable table(Path file) throws CheckException, IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new TableInput(Files.newInputStream(file)), StandardCharsets.ISO_8859_1))) {
            return SocketTable.read(reader);
        }
    }

    private static SocketTable tableOfIpV6(Path file) throws CheckException, IOException {
        try {
            return table(file);
        } catch (NoSuchFileException e) {
            return SocketTable.empty();
        }
    }

    private static void tcp(SocketTable tcp4, SocketTable tcp6, CheckRun run) {
        for (TcpState state : TcpState.values()) {
            Tags flag = Tags.of(FLAG, state.flag());
            run.add(CONNECTIONS, tcp4.inState(state) + tcp6.inState(state), flag);
            run.add(CONNECTIONS_V4, tcp4.inState(state), flag);
            run.add(CONNECTIONS_V6, tcp6.inState(state), flag);
        }
        run.add(RECEIVE_QUEUE, tcp4.receiveQueue() + tcp6.receiveQueue());
        run.add(SEND_QUEUE, tcp4.sendQueue() + tcp6.sendQueue());
    }
}
