package io.puypuy.backend.prometheusremotewrite;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.backend.Framing;
import io.puypuy.api.backend.HttpReceiver;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Sends points by Prometheus' remote write protocol 1.0, to Prometheus itself or to what takes the same requests.
 * Receivers want the points of a series in the order of their times, so the oldest go first.
 */
@Extension
public final class PrometheusRemoteWriteBackend implements Backend {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:9090");
    private static final String PATH = "/api/v1/write";
    private static final int MOST_POINTS = 5_000;
    private static final int MOST_BYTES = 4 << 20;
    /** What receivers answer to points they will not take. The page of a proxy that is busy says whatever it likes. */
    private static final Set<Integer> ABOUT_POINTS = Set.of(400, 409, 422, 500);

    /** An address with a path. */
    private static final Pattern WHOLE = Pattern.compile("[^:]+://[^/]+/.+");

    /** How receivers say that a sample's time does not suit them; Prometheus 2.42 with status 400, or 500 if it is too old. */
    private static final Pattern WRONG_TIME =
            Pattern.compile("out[ -]of[ -](?:order|bounds)|too[ -](?:old|far)|duplicate[ -]sample");

    /** What of that is true of points of other series, too. */
    private static final Pattern TOO_OLD = Pattern.compile("out[ -]of[ -]bounds|too[ -]old");

    /** Prometheus 2.42 says so with status 500, and will never take it. */
    private static final String INVALID = "invalid sample";

    private final TimeSeriesEncoder encoder = new TimeSeriesEncoder();
    private Limits limits = new Limits(MOST_POINTS, MOST_BYTES);
    private @Nullable HttpReceiver receiver;

    @Override
    public String type() {
        return "PrometheusRemoteWrite";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        limits = Limits.from(settings, MOST_POINTS, MOST_BYTES, Framing.NONE);
        HttpRequest request =
                HttpReceiver.request(settings, target(settings)).header("X-Prometheus-Remote-Write-Version", "0.1.0");
        receiver = HttpReceiver.compressed(
                context.http(),
                request,
                "application/x-protobuf",
                Framing.NONE,
                "snappy",
                new SnappyBlock()::compressed);
    }

    /** Where a whole address is given, as other programs want it, nothing is put behind it. */
    private static URI target(Settings settings) {
        boolean whole = WHOLE.matcher(settings.text("address", "")).matches() && !settings.has("datapoints");
        return whole ? settings.uri("address", ADDRESS) : HttpReceiver.target(settings, ADDRESS, PATH);
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) {
        encoder.encode(point, out);
    }

    @Override
    public boolean oldestFirst() {
        return true;
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return Optional.of(configured().endpoint());
    }

    /**
     * Points of one request have nearly the same time. If the last one alone is too old as well they all are; to look for
     * one that is not, point by point, would take so long after an outage that new points are too old by their turn.
     */
    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        Delivery delivery = configured().send(points, PrometheusRemoteWriteBackend::judge);
        int count = points.count();
        if (count > 1 && isTooOld(delivery)) {
            Delivery ofLast = configured().send(points.slice(count - 1, count), PrometheusRemoteWriteBackend::judge);
            if (isTooOld(ofLast)) {
                String reason = ((Delivery.RefusedWhole) ofLast).reason();
                return new Delivery.Refused(IntStream.range(0, count)
                        .mapToObj(place -> new Delivery.Refusal(place, reason))
                        .toList());
            }
        }
        return delivery;
    }

    private static boolean isTooOld(Delivery delivery) {
        return delivery instanceof Delivery.RefusedWhole whole
                && TOO_OLD.matcher(whole.reason().toLowerCase(Locale.ROOT)).find();
    }

    private static Delivery judge(HttpReply reply) {
        if (ABOUT_POINTS.contains(reply.status())) {
            if (WRONG_TIME.matcher(reply.body().toLowerCase(Locale.ROOT)).find()) {
                return new Delivery.RefusedWhole(HttpReceiver.words(reply)
                        + "; it has newer points of the series, perhaps these too, and takes older ones only within its"
                        + " out_of_order_time_window");
            }
            if (reply.body().contains(INVALID)) {
                return new Delivery.RefusedWhole(HttpReceiver.words(reply));
            }
        }
        return switch (reply.status()) {
            case 404, 405 ->
                new Delivery.NotAllowed(HttpReceiver.words(reply)
                        + "; check address, and whether Prometheus runs with --web.enable-remote-write-receiver");
            // Thanos says so of points that it cannot order.
            case 409 -> new Delivery.RefusedWhole(HttpReceiver.words(reply));
            default -> HttpReceiver.judge(reply);
        };
    }

    private HttpReceiver configured() {
        if (receiver == null) {
            throw new IllegalStateException("not configured");
        }
        return receiver;
    }
}
