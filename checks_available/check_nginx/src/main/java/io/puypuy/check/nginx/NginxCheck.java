package io.puypuy.check.nginx;

import io.puypuy.api.ChartType;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.read.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.pf4j.Extension;

/**
 * Connections and requests of one nginx or Tengine. Source: the page of ngx_http_stub_status_module. When the page cannot be
 * read or has another form, the run fails and sends {@code nginx_up} 0 alone.
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

    private HttpRequest page = HttpRequest.get(URI.create("http://127.0.0.1:8088/nginx_status"));

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
        return List.of(CONNECTIONS, REQUESTS, HANDLED, ACCEPT, READING, WRITING, WAITING, DROPPED, REQUEST_TIME, UP);
    }

    @Override
    public void configure(Settings settings) {
        URI address = settings.uri("address", URI.create("http://127.0.0.1:8088"));
        page = HttpRequest.from(settings, URI.create(address + settings.text("stats", "/nginx_status")));
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        StubStatus status;
        try {
            status = StubStatus.parse(run.http().send(page).ok());
        } catch (CheckException | IOException e) {
            run.add(UP, 0);
            throw e;
        }
        run.add(UP, 1);
        run.add(CONNECTIONS, status.active());
        run.add(ACCEPT, status.accepted());
        run.add(HANDLED, status.handled());
        run.add(REQUESTS, status.requests());
        run.add(DROPPED, status.accepted() - status.handled());
        run.add(READING, status.reading());
        run.add(WRITING, status.writing());
        run.add(WAITING, status.waiting());
        if (status.requestMillis().isPresent()) {
            run.add(REQUEST_TIME, status.requestMillis().getAsLong());
        }
    }
}
