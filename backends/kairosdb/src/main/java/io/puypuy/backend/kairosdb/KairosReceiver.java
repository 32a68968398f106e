package io.puypuy.backend.kairosdb;

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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server: what is sent to it and what its answers mean. Used by the thread that sends. */
final class KairosReceiver {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8080");
    private static final String DATAPOINTS = "/api/v1/datapoints";
    private static final int STORED = 204;
    private static final int BAD_REQUEST = 400;
    /** How the server's words about a point begin; at most 9 digits, so that parsing cannot overflow. */
    private static final Pattern POINT = Pattern.compile("metric\\[(\\d{1,9})].*", Pattern.DOTALL);

    private final HttpReceiver http;
    private final BackendContext context;

    KairosReceiver(Settings settings, BackendContext context) {
        HttpRequest request = HttpReceiver.request(settings, HttpReceiver.target(settings, ADDRESS, DATAPOINTS));
        // Before 1.3 the server knows what is compressed by this type only.
        String contentType = settings.truth("gzip", true) ? "application/gzip" : "application/json";
        this.http = HttpReceiver.gzip(context.http(), request, contentType, Framing.JSON_ARRAY, settings);
        this.context = context;
    }

    Endpoint endpoint() {
        return http.endpoint();
    }

    Delivery send(EncodedPoints points) throws InterruptedException {
        return http.send(points, reply -> judge(points.count(), reply));
    }

    private Delivery judge(int count, HttpReply reply) {
        int status = reply.status();
        if (status == STORED) {
            return new Delivery.Stored();
        }
        if (status == BAD_REQUEST) {
            return refused(count, reply);
        }
        // Every other success is an answer of something else.
        return status / 100 == 2 ? HttpReceiver.elsewhere(reply) : HttpReceiver.judge(reply);
    }

    /** The server stores the good points beside bad ones, which it names by their place. */
    private Delivery refused(int count, HttpReply reply) {
        Map<Integer, String> reasons = new TreeMap<>();
        try {
            for (Json error : context.json(reply.body()).get("errors").elements()) {
                Matcher words = POINT.matcher(error.toString());
                if (!words.matches() || Integer.parseInt(words.group(1)) >= count) {
                    return new Delivery.RefusedWhole(HttpReceiver.words(reply));
                }
                reasons.putIfAbsent(Integer.valueOf(words.group(1)), words.group());
            }
        } catch (CheckException notItsForm) {
            return HttpReceiver.judge(reply);
        }
        if (reasons.isEmpty()) {
            return HttpReceiver.judge(reply);
        }
        List<Delivery.Refusal> refusals = new ArrayList<>();
        reasons.forEach((index, reason) -> refusals.add(new Delivery.Refusal(index, reason)));
        return new Delivery.Refused(refusals);
    }
}
