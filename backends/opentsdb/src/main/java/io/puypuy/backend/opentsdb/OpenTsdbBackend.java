package io.puypuy.backend.opentsdb;

import io.puypuy.api.DataPoint;
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
import io.puypuy.api.backend.UnsendablePointException;
import java.util.Optional;
import org.pf4j.Extension;

/** Posts points as JSON to {@code /api/put} ("OpenTSDB HTTP API, /api/put"), names made legal. */
@Extension
public final class OpenTsdbBackend implements Backend {
    private static final int POINTS = 1_000;
    /** A server that nobody configured takes 8,192 bytes and nothing in chunks. */
    private static final int BYTES = 8_000;
    /** An answer that names every point is up to four times as long, and answers end at 1 MiB. */
    private static final int MOST_BYTES = 256 << 10;

    private static final int LEAST_BYTES = 512;
    private static final int TAGS = 8;
    private static final int MOST_TAGS = 100;

    private final PerSeries<OpenTsdbSeries> series = new PerSeries<>(OpenTsdbSeries::new);
    private Limits limits = new Limits(POINTS, BYTES);
    private int mostTags = TAGS;
    private boolean milliseconds;
    private Optional<OpenTsdbReceiver> receiver = Optional.empty();

    @Override
    public String type() {
        return "OpenTSDB";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        Framing framing = Framing.JSON_ARRAY;
        limits = new Limits(
                (int) settings.integer("max_batch_points", POINTS, 1, MOST_BYTES),
                (int) settings.integer("max_batch_bytes", BYTES, LEAST_BYTES, MOST_BYTES) - framing.outside(),
                framing.separator());
        mostTags = (int) settings.integer("max_tags", TAGS, 1, MOST_TAGS);
        milliseconds = settings.truth("milliseconds", false);
        receiver = Optional.of(new OpenTsdbReceiver(settings, context));
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        series.of(point.series()).encode(point, out, mostTags, milliseconds);
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return receiver.map(OpenTsdbReceiver::endpoint);
    }

    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        return receiver.orElseThrow().send(points);
    }
}
