package io.puypuy.engine.probe;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.engine.plugin.Background;
import io.puypuy.engine.plugin.Failure;
import io.puypuy.engine.probe.Step.Kind;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.DurationText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tries one configured backend: goes to its receiver step by step and has one point accepted, the metric {@code
 * puypuy_probe} with the value 1. Touches no spool. Used by one thread.
 */
public final class BackendProbe {
    private static final Metric METRIC =
            Metric.integer("puypuy_probe", "").type("puypuy").help("point of bin/puypuy backend check, always 1");

    private final String name;
    private final Backend backend;
    private final Advice advice;
    private final Origin origin;
    private final Limits limits;

    /**
     * How long a step may take.
     *
     * @param step name, connection, TLS
     * @param answer the receiver's answer, which the backend's own {@code timeout} bounds before
     */
    public record Limits(Duration step, Duration answer) {
        /** 5 s and 2 min. */
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ofMinutes(2));
    }

    /**
     * A probe of a backend, which is configured.
     *
     * @param name of the backend
     * @param label of its section in {@code conf}; empty for the one without
     */
    public BackendProbe(String name, Backend backend, Conf conf, String label, Origin origin, Limits limits) {
        this.name = name;
        this.backend = backend;
        this.advice = new Advice(conf, label);
        this.origin = origin;
        this.limits = limits;
    }

    public String name() {
        return name;
    }

    /** The backend's own spelling of {@code tsdtype}. */
    public String type() {
        return backend.type();
    }

    /** Where it connects to; empty if it does not, or not over the network. */
    public Optional<Endpoint> endpoint() {
        return advice.usesUnixSocket() ? Optional.empty() : backend.endpoint();
    }

    /** Whether its points are fetched by others, so that there is nothing to go to. */
    public boolean isFetched() {
        return backend.scrapePage().isPresent();
    }

    /**
     * Goes step by step until one fails.
     *
     * @param done takes each step when it is done
     * @return whether all went well
     */
    public boolean run(Consumer<Step> done) throws InterruptedException {
        Optional<Endpoint> endpoint = endpoint();
        if (endpoint.isPresent() && !new Approach(endpoint.get(), advice, limits.step(), done).go()) {
            return false;
        }
        long begin = System.nanoTime();
        try {
            Delivery delivery = Background.call("backend-check-send", limits.answer(), this::send);
            return judge(delivery, Approach.since(begin), endpoint.isPresent(), done);
        } catch (ExecutionException failed) {
            String words = failed.getCause() instanceof UnsendablePointException unsendable
                    ? advice.unsendable(String.valueOf(unsendable.getMessage()))
                    : advice.failed(Failure.phrase(Objects.requireNonNullElse(failed.getCause(), failed)));
            done.accept(new Step(Kind.POINT, false, Approach.since(begin), words));
        } catch (TimeoutException hangs) {
            String words = advice.noAnswer("the backend has no answer within " + DurationText.exactly(limits.answer()));
            done.accept(new Step(Kind.POINT, false, Approach.since(begin), words));
        }
        return false;
    }

    private Delivery send() throws UnsendablePointException, InterruptedException {
        long now = InstantSource.system().millis();
        EncodeBuffer buffer = new EncodeBuffer();
        backend.encode(DataPoint.of(new Series(METRIC, origin, Tags.none()), now, 1), buffer);
        byte[] bytes = buffer.toByteArray();
        @Nullable Delivery delivery = backend.send(EncodedPoints.of(bytes, new int[] {bytes.length}));
        return delivery != null ? delivery : new Delivery.RetryLater("the backend gave no answer");
    }

    private boolean judge(Delivery delivery, Duration took, boolean remote, Consumer<Step> done) {
        if (delivery instanceof Delivery.RetryLater later) {
            done.accept(new Step(Kind.POINT, false, took, advice.noAnswer(later.reason())));
            return false;
        }
        if (delivery instanceof Delivery.NotAllowed not) {
            Kind kind = advice.isAboutAccess(not.reason()) ? Kind.AUTHENTICATION : Kind.POINT;
            done.accept(new Step(kind, false, took, advice.notAllowed(not.reason())));
            return false;
        }
        if (remote) {
            done.accept(new Step(Kind.AUTHENTICATION, true, took, advice.credentials()));
        }
        if (delivery instanceof Delivery.Stored) {
            done.accept(
                    new Step(Kind.POINT, true, took, METRIC.name() + " = 1" + (remote ? ", in the same request" : "")));
            return true;
        }
        done.accept(new Step(Kind.POINT, false, took, advice.refused(reason(delivery))));
        return false;
    }

    private static String reason(Delivery delivery) {
        if (delivery instanceof Delivery.RefusedWhole whole) {
            return whole.reason();
        }
        List<Delivery.Refusal> refusals = ((Delivery.Refused) delivery).refusals();
        return refusals.isEmpty()
                ? "it refuses points, but none of this request"
                : refusals.get(0).reason();
    }
}
