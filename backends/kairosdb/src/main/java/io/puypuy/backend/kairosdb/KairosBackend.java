package io.puypuy.backend.kairosdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Series;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.backend.Framing;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.PerSeries;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Posts points as JSON, as "KairosDB REST API, Add Data Points" describes it, with times in milliseconds. A number with a
 * point is a double there and one without is a long, and the two are different series: which of them is written belongs to
 * the metric.
 */
@Extension
public final class KairosBackend implements Backend {
    private static final int POINTS = 5_000;
    private static final int BYTES = 1 << 20;
    private static final byte[] VALUE = ",\"value\":".getBytes(US_ASCII);

    private final PerSeries<byte[]> beginnings = new PerSeries<>(KairosBackend::beginning);
    private Limits limits = new Limits(POINTS, BYTES);
    private Optional<KairosReceiver> receiver = Optional.empty();

    @Override
    public String type() {
        return "KairosDB";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        limits = Limits.from(settings, POINTS, BYTES, Framing.JSON_ARRAY);
        receiver = Optional.of(new KairosReceiver(settings, context));
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) {
        out.put(beginnings.of(point.series())).decimal(point.timestampMillis()).put(VALUE);
        if (point.isInteger()) {
            out.decimal(point.integer());
        } else {
            out.decimal(point.floating());
        }
        out.put('}');
    }

    private static byte[] beginning(Series series) {
        return new EncodeBuffer()
                .text("{\"name\":")
                .jsonString(series.name())
                .text(",\"tags\":")
                .jsonObject(series.allTags())
                .text(",\"timestamp\":")
                .toByteArray();
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return receiver.map(KairosReceiver::endpoint);
    }

    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        return receiver.orElseThrow().send(points);
    }
}
