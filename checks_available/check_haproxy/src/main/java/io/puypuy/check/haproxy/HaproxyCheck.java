package io.puypuy.check.haproxy;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.read.CsvTable;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.NameFilter;
import io.puypuy.api.read.Sockets;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Frontends, backends and servers of one HAProxy. Source: its statistics as comma separated values, from the page or from the
 * stats socket, "HAProxy Management Guide", chapters 9.1 and 9.3. When they cannot be read or have another form, the run fails
 * and sends {@code haproxy_up} 0 alone.
 */
@Extension
public final class HaproxyCheck implements Check {
    private static final int MAX_BYTES = 16 << 20;
    private static final String QUESTION = "show stat\n";
    /** Ends an answer of the socket. */
    private static final String END = "\n\n";

    private HttpRequest page = HttpRequest.get(URI.create("http://127.0.0.1:8888/haproxy?stats;csv"));
    private Optional<Sockets.Peer> socket = Optional.empty();
    private NameFilter proxies = new NameFilter(List.of("*"));
    private boolean servers = true;

    @Override
    public String section() {
        return "HAProxy";
    }

    @Override
    public List<Metric> metrics() {
        return StatRow.metrics();
    }

    @Override
    public void configure(Settings settings) {
        page = HttpRequest.from(settings, settings.uri("url", page.address()));
        String peer = settings.text("stats_socket", "");
        socket = StatsSocket.parse(peer);
        if (!peer.isEmpty() && socket.isEmpty()) {
            settings.fault(
                    "stats_socket", "neither a path nor an address", "write /run/haproxy/admin.sock or 127.0.0.1:9999");
        }
        proxies = new NameFilter(settings.list("proxies", List.of("*")));
        servers = settings.truth("servers", true);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        List<StatRow> rows = new ArrayList<>();
        try {
            for (CsvTable.Row cells : table(run).rows()) {
                rows.add(StatRow.of(cells));
            }
        } catch (CheckException | IOException e) {
            run.add(StatRow.UP, 0);
            throw e;
        }
        run.add(StatRow.UP, 1);
        for (StatRow row : rows) {
            if (proxies.matches(row.proxy()) && (servers || row.kind() != StatRow.Kind.SERVER)) {
                row.report(run);
            }
        }
    }

    private CsvTable table(CheckRun run) throws CheckException, IOException {
        String text = socket.isPresent()
                ? run.sockets().exchange(socket.get(), QUESTION, page.timeout(), MAX_BYTES)
                : run.http().send(page).ok();
        CsvTable table = CsvTable.parse(text, "pxname", "svname", "scur", "status");
        // Old versions close the connection at the page's end and do not say how long it is, as the socket does.
        if (!text.endsWith(socket.isPresent() ? END : "\n")) {
            throw new CheckException("the statistics end in the middle");
        }
        return table;
    }
}
