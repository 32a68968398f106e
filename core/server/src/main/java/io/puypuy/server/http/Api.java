package io.puypuy.server.http;

import io.javalin.http.Context;
import io.puypuy.api.CheckException;
import io.puypuy.http.RequestFault;
import io.puypuy.server.gate.QueryGate;
import io.puypuy.server.store.Query;
import io.puypuy.server.store.QueryResult;
import io.puypuy.server.store.QuestStore;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;

/** The questions of {@code /api/v1} to the store. Thread-safe. */
final class Api {
    private static final int DEFAULT_LIMIT = 1_000;

    private final QuestStore store;
    private final Clock clock;
    private final QueryGate gate;

    Api(QuestStore store, Clock clock, QueryGate gate) {
        this.store = store;
        this.clock = clock;
        this.gate = gate;
    }

    void metrics(Context request) throws IOException {
        Parameters given = new Parameters(request.queryParamMap(), Set.of("search", "limit"));
        QuestStore.Listing<QuestStore.MetricListing> found =
                store.metrics(given.text("search", ""), given.limit("limit", DEFAULT_LIMIT));
        Answers.metrics(found, request.contentType("application/json").outputStream());
    }

    void tags(Context request) throws IOException {
        String metric = new Parameters(request.queryParamMap(), Set.of("metric")).required("metric");
        var found = store.tags(metric).orElseThrow(() -> unknown(metric));
        Answers.tags(metric, found, request.contentType("application/json").outputStream());
    }

    void query(Context request) throws IOException, InterruptedException {
        Query query = new Parameters(request.queryParamMap(), Set.of("metric", "from", "to", "step", "agg", "tag."))
                .query(clock);
        QueryResult result = gate.pass(() -> store.query(query).orElseThrow(() -> unknown(query.metric())));
        Answers.query(result, request.contentType("application/json").outputStream());
    }

    private static RequestFault unknown(String metric) {
        return new RequestFault(
                RequestFault.NOT_FOUND, "there is no metric " + CheckException.quoted(metric) + " in the store");
    }
}
