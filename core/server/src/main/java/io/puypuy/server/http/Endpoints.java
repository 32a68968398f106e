package io.puypuy.server.http;

import io.javalin.http.Context;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.StatusJson;
import io.puypuy.http.RequestFault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The questions that need no store. Thread-safe. */
final class Endpoints {
    private final Sources sources;

    Endpoints(Sources sources) {
        this.sources = sources;
    }

    void status(Context request) throws IOException {
        new Parameters(request.queryParamMap(), Set.of());
        EngineStatus now = sources.status().get();
        if (now == null) {
            throw new RequestFault(RequestFault.UNAVAILABLE, "the daemon is starting");
        }
        StatusJson.write(now, request.contentType("application/json").outputStream());
    }

    /** Parameters are for others: Prometheus adds those of its configuration. */
    void metrics(Context request) {
        Optional<ScrapePage> page = sources.scrapePage().get();
        if (page.isEmpty()) {
            throw new RequestFault(
                    RequestFault.NOT_FOUND, "no backend shows its points here; tsdtype = Prometheus in [TSDB] does");
        }
        String accept = request.header("Accept");
        ScrapePage.Content content = page.get().content(accept == null ? "" : accept);
        request.header("Vary", "Accept").contentType(content.contentType()).result(content.body());
    }

    void health(Context request) throws IOException {
        List<String> reasons = sources.health().reasons();
        request.status(reasons.isEmpty() ? RequestFault.OK : RequestFault.UNAVAILABLE);
        Answers.health(reasons, request.contentType("application/json").outputStream());
    }
}
