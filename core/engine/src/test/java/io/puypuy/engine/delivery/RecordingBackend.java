package io.puypuy.engine.delivery;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.engine.spool.EncodedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Encodes a point as its metric's name and judges requests as the test says. Thread-safe. */
final class RecordingBackend implements Backend {
    /** What becomes of a request. */
    interface Judge {
        Delivery judge(List<String> points) throws InterruptedException;
    }

    private static final Origin ORIGIN = new Origin("host", "", "", "");

    final AtomicInteger closed = new AtomicInteger();
    private final Limits limits;
    private final List<List<String>> requests = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();
    private volatile Judge judge = points -> new Delivery.Stored();

    RecordingBackend(Limits limits) {
        this.limits = limits;
    }

    static List<DataPoint> points(String... names) {
        List<DataPoint> points = new ArrayList<>();
        for (String name : names) {
            points.add(DataPoint.of(new Series(Metric.integer(name, ""), ORIGIN, Tags.none()), 1_000, 1L));
        }
        return points;
    }

    void judge(Judge next) {
        judge = next;
    }

    synchronized List<List<String>> requests() {
        return new ArrayList<>(requests);
    }

    synchronized List<String> stored() {
        return new ArrayList<>(stored);
    }

    @Override
    public String type() {
        return "Recording";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {}

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        out.text(point.name());
        if (point.name().startsWith("unsendable")) {
            throw new UnsendablePointException("cannot be sent");
        }
        if (point.name().startsWith("broken")) {
            throw new IllegalStateException("fault of the backend");
        }
    }

    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        List<String> texts = EncodedText.texts(points);
        synchronized (this) {
            requests.add(texts);
        }
        Delivery delivery = judge.judge(texts);
        synchronized (this) {
            if (delivery instanceof Delivery.Stored) {
                stored.addAll(texts);
            } else if (delivery instanceof Delivery.Refused refused) {
                storeBut(refused.refusals(), texts);
            }
        }
        return delivery;
    }

    private void storeBut(List<Delivery.Refusal> refusals, List<String> texts) {
        Set<Integer> refused = new HashSet<>();
        refusals.forEach(refusal -> refused.add(refusal.index()));
        for (int i = 0; i < texts.size() && !refusals.isEmpty(); i++) {
            if (!refused.contains(i)) {
                stored.add(texts.get(i));
            }
        }
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
