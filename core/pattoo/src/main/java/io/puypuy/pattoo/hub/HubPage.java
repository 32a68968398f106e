package io.puypuy.pattoo.hub;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.puypuy.http.AllowedAddresses;
import io.puypuy.http.ApiKey;
import io.puypuy.http.FaultForm;
import io.puypuy.http.HostNames;
import io.puypuy.http.HttpListener;
import io.puypuy.pattoo.settings.HubSettings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows how it goes: {@code /} for people or programs, as they ask for it, {@code /spokes.json} and {@code /metrics}.
 * Thread-safe.
 */
final class HubPage implements AutoCloseable {
    private static final int BUFFER = 16 << 10;

    private final Supplier<HubStatus> status;
    private final HostNames hosts;
    private final AllowedAddresses allowed;
    private final Optional<ApiKey> key;
    private final HttpListener listener;

    /**
     * Listens.
     *
     * @throws IOException if it cannot listen; the message is a sentence
     */
    HubPage(HubSettings.Page page, Supplier<HubStatus> status) throws IOException {
        this.status = status;
        this.hosts = new HostNames(page.listening().address());
        this.allowed = page.allowed();
        this.key = page.apiKey().map(ApiKey::new);
        this.listener = new HttpListener(page.listening(), FaultForm.JSON, this::routes);
    }

    private void routes(RoutesConfig routes) {
        routes.before(this::guard);
        HttpListener.route(routes, "/", this::page);
        HttpListener.route(routes, "/spokes.json", this::json);
        HttpListener.route(routes, "/metrics", this::metrics);
    }

    private void guard(Context request) {
        request.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
        allowed.check(request, "ask", "page_allowedip");
        hosts.check(request);
        key.ifPresent(asked -> asked.check(request));
    }

    private void page(Context request) throws IOException {
        String accept = request.header("Accept");
        request.header("Vary", "Accept");
        if (accept == null || !accept.toLowerCase(Locale.ROOT).contains("text/html")) {
            json(request);
            return;
        }
        request.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
        String search = request.queryParam("q");
        try (Writer out = writer(request.contentType("text/html; charset=utf-8"))) {
            HubHtml.write(status.get(), search == null ? "" : search.strip(), out);
        }
    }

    private void json(Context request) throws IOException {
        HubJson.write(status.get(), request.contentType("application/json").outputStream());
    }

    private void metrics(Context request) throws IOException {
        try (Writer out = writer(request.contentType(HubMetrics.CONTENT_TYPE))) {
            HubMetrics.write(status.get(), out);
        }
    }

    private static Writer writer(Context request) {
        return new BufferedWriter(new OutputStreamWriter(request.outputStream(), StandardCharsets.UTF_8), BUFFER);
    }

    /** Its address, as a program on this machine reaches it. */
    String url() {
        return listener.url();
    }

    @Override
    public void close() {
        listener.close();
    }
}
