package io.puypuy.check.nginx;

import io.puypuy.api.ChartType;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.HttpAddress;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pf4j.Extension;

/**
 * Connections and requests of one nginx or Tengine. Source: the page of ngx_http_stub_status_module, or the REST API of NGINX
 * Plus. When they cannot be read or have another form, the run fails and sends {@code nginx_up} 0 alone.
 */
@Extension
public final class NginxCheck implements Check {
    private static final Metric UP = gauge("nginx_up", "").help("1 if the page could be read, else 0");
    private static final Metric CONNECTIONS =
            gauge("nginx_connections", "connections").help("open connections, waiting ones among them");
    private static final Metric REQUESTS = rate("nginx_requests", "requests/s").help("requests of clients");
    private static final Metric HANDLED = rate("nginx_handled", "connections/s").help("connections handled");
    private static final Metric ACCEPT = rate("nginx_accept", "connections/s").help("connections accepted");
    private static final Metric DROPPED = rate("nginx_dropped", "connections/s")
            .help("connections accepted and closed unhandled, because a limit was reached");
    private static final Metric READING =
            gauge("nginx_reading", "connections").help("connections whose request is being read");
    private static final Metric WRITING =
            gauge("nginx_writing", "connections").help("connections that are being answered");
    private static final Metric WAITING =
            gauge("nginx_waiting", "connections").help("idle connections that are kept open");
    private static final Metric REQUEST_TIME =
            rate("nginx_request_time", "ms/s").help("time that requests took, of all together; Tengine only");
    private static final Metric PER_CONNECTION = Metric.floating("nginx_requests_per_connection", "requests")
            .type("nginx")
            .help("requests for each new connection since the last run");
    private static final Metric UPSTREAM_STATE = gauge("nginx_upstream_state", "")
            .help("1 up, 2 draining, 3 down, 4 unavail, 5 checking, 6 unhealthy; NGINX Plus only");
    private static final Metric ZONE_REQUESTS =
            rate("nginx_zone_requests", "requests/s").help("requests to a server zone; NGINX Plus only");

    private static final URI ADDRESS = URI.create("http://127.0.0.1:8088");
    private static final String STATS = "/nginx_status";

    private final PerConnection perConnection = new PerConnection();
    private Optional<HttpRequest> api = Optional.empty();
    private HttpRequest page = HttpRequest.get(HttpAddress.below(ADDRESS, STATS));

    private static Metric gauge(String name, String unit) {
        return Metric.integer(name, unit).type("nginx");
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("nginx").chart(ChartType.RATE);
    }

    @Override
    public String section() {
        return "NginX";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                CONNECTIONS,
                REQUESTS,
                HANDLED,
                ACCEPT,
                READING,
                WRITING,
                WAITING,
                DROPPED,
                REQUEST_TIME,
                PER_CONNECTION,
                UPSTREAM_STATE,
                ZONE_REQUESTS,
                UP);
    }

    @Override
    public void configure(Settings settings) {
        page = HttpRequest.from(settings, HttpAddress.of(settings, ADDRESS, "stats", STATS));
        api = settings.has("api")
                ? Optional.of(page.address(HttpAddress.of(settings, ADDRESS, "api", "/api/9")))
                : Optional.empty();
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        try {
            if (api.isPresent()) {
                report(plusStatus(api.get(), run), run);
            } else {
                report(StubStatus.parse(run.http().send(page).ok()), run);
            }
        } catch (CheckException | IOException e) {
            run.add(UP, 0);
            throw e;
        }
    }

    private static PlusStatus plusStatus(HttpRequest api, CheckRun run) throws CheckException, IOException {
        return PlusStatus.of(
                ask(api, "/connections", run),
                ask(api, "/http/requests", run),
                ask(api, "/http/server_zones", run),
                ask(api, "/http/upstreams", run));
    }

    private static Json ask(HttpRequest api, String path, CheckRun run) throws CheckException, IOException {
        HttpRequest request = api.address(HttpAddress.below(api.address(), path));
        return run.json(run.http().send(request).ok());
    }

    private void report(StubStatus status, CheckRun run) {
        run.add(UP, 1);
        run.add(CONNECTIONS, status.active());
        run.add(READING, status.reading());
        run.add(WRITING, status.writing());
        run.add(WAITING, status.waiting());
        reportTotals(status.accepted(), status.handled(), status.requests(), run);
        if (status.requestMillis().isPresent()) {
            run.add(REQUEST_TIME, status.requestMillis().getAsLong());
        }
    }

    private void report(PlusStatus status, CheckRun run) {
        run.add(UP, 1);
        run.add(CONNECTIONS, status.active() + status.idle());
        run.add(WAITING, status.idle());
        reportTotals(status.accepted(), status.accepted() - status.dropped(), status.requests(), run);
        status.zoneRequests().forEach((zone, requests) -> run.add(ZONE_REQUESTS, requests, Tags.of("zone", zone)));
        status.states()
                .forEach((server, state) -> run.add(
                        UPSTREAM_STATE,
                        state,
                        Tags.of("upstream", server.upstream()).and("server", server.address())));
    }

    private void reportTotals(long accepted, long handled, long requests, CheckRun run) {
        run.add(ACCEPT, accepted);
        run.add(HANDLED, handled);
        run.add(REQUESTS, requests);
        run.add(DROPPED, accepted - handled);
        OptionalDouble quotient = perConnection.next(requests, handled);
        if (quotient.isPresent()) {
            run.add(PER_CONNECTION, quotient.getAsDouble());
        }
    }
}
