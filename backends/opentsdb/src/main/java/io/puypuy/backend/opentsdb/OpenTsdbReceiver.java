package io.puypuy.backend.opentsdb;

import io.puypuy.api.CheckException;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.backend.Framing;
import io.puypuy.api.backend.HttpReceiver;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;

/**
 * The server: what is sent to it and what its answers mean. It is asked for details, so that it names the points that it
 * did not take. Used by the thread that sends.
 */
final class OpenTsdbReceiver {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:4242");
    private static final String DATAPOINTS = "/api/put";
    /** Beside the place for points. */
    private static final String KNOWN_METRICS = "suggest?type=metrics&q=&max=1";

    private static final int OK = 200;
    private static final int STORED = 204;
    private static final int BAD_REQUEST = 400;

    private final HttpReceiver http;
    private final HttpRequest knownMetrics;
    private final BackendContext context;
    /** Whether the server has ever taken a point, or said that it knows a metric. */
    private boolean knowsMetrics;

    OpenTsdbReceiver(Settings settings, BackendContext context) {
        URI target = HttpReceiver.target(settings, ADDRESS, DATAPOINTS);
        HttpRequest request = HttpReceiver.request(settings, withDetails(target));
        this.http = HttpReceiver.plain(context.http(), request, "application/json", Framing.JSON_ARRAY);
        this.knownMetrics = HttpReceiver.request(settings, target.resolve(KNOWN_METRICS));
        this.context = context;
    }

    private static URI withDetails(URI target) {
        String query = target.getRawQuery();
        if (query == null) {
            return URI.create(target + "?details");
        }
        boolean there = Arrays.stream(query.split("&", -1))
                .anyMatch(part -> part.equals("details") || part.startsWith("details="));
        return there ? target : URI.create(target + "&details");
    }

    Endpoint endpoint() {
        return http.endpoint();
    }

    Delivery send(EncodedPoints points) throws InterruptedException {
        return http.send(points, reply -> judge(points, reply));
    }

    private Delivery judge(EncodedPoints points, HttpReply reply) {
        int status = reply.status();
        if (status == STORED) {
            knowsMetrics = true;
            return new Delivery.Stored();
        }
        if (status == OK || status == BAD_REQUEST) {
            try {
                Json summary = context.json(reply.body());
                if (summary.find("failed").isPresent()) {
                    return details(points, summary, reply);
                }
            } catch (CheckException notItsForm) {
                // A page, such as that of the server when the request is too long, or of something else.
            }
        }
        if (status == BAD_REQUEST && reply.body().contains("Chunked request not supported")) {
            return new Delivery.NotAllowed(reply.request() + " answered that the request is too long; lower"
                    + " max_batch_bytes to 8192, or set tsd.http.request.enable_chunked and tsd.http.request.max_chunk"
                    + " there");
        }
        // Every other success is an answer of something else.
        return status / 100 == 2 ? HttpReceiver.elsewhere(reply) : HttpReceiver.judge(reply);
    }

    /**
     * A summary means the same under 200 and 400: what HBase refuses after the point was queued is found among the errors
     * of a 200 too.
     */
    private Delivery details(EncodedPoints points, Json summary, HttpReply reply) throws CheckException {
        PutErrors errors = PutErrors.of(summary);
        if (errors.isEmpty()) {
            if (reply.status() == BAD_REQUEST
                    || summary.number("failed").orElse(0).longValue() > 0) {
                return new Delivery.RefusedWhole(HttpReceiver.words(reply));
            }
            knowsMetrics = true;
            return new Delivery.Stored();
        }
        if (errors.busy().isPresent()) {
            return new Delivery.RetryLater(reply.request() + " answered " + reply.status() + " and "
                    + CheckException.quoted(errors.busy().get()));
        }
        if (errors.unknownMetrics() == points.count() && !knowsAnyMetric()) {
            return new Delivery.NotAllowed(reply.request() + " knows none of the metrics; set"
                    + " tsd.core.auto_create_metrics = true there, or make them with: tsdb mkmetric");
        }
        knowsMetrics |= errors.count() < points.count();
        return errors.refusals(points, context)
                .<Delivery>map(Delivery.Refused::new)
                .orElseGet(() -> new Delivery.RefusedWhole(HttpReceiver.words(reply)));
    }

    /**
     * Whether it is only our metrics, or those of this request, that the server does not know. Then points of others must not
     * wait for them.
     */
    private boolean knowsAnyMetric() {
        if (!knowsMetrics) {
            try {
                HttpReply reply = context.http().send(knownMetrics);
                knowsMetrics = reply.status() == OK
                        && !context.json(reply.body()).elements().isEmpty();
            } catch (IOException | CheckException noAnswer) {
                // As long as nobody says so it knows none. An interrupt is seen at the next wait.
                return false;
            }
        }
        return knowsMetrics;
    }
}
