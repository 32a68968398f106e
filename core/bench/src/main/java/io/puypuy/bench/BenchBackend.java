package io.puypuy.bench;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Series;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Framing;
import io.puypuy.api.backend.HttpReceiver;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.PerSeries;
import io.puypuy.api.read.HttpRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * The least that a backend over HTTP does: one line of text for a point, one POST for a batch. Its {@code url} is that
 * of a {@link RecordingPeer}.
 */
@Extension
public final class BenchBackend implements Backend {
    private static final Framing LINES = Framing.of("", "\n", "\n");

    // As the other backends do it.
    private final PerSeries<byte[]> beginnings = new PerSeries<>(BenchBackend::beginning);
    private @Nullable HttpReceiver receiver;

    @Override
    public String type() {
        return "Bench";
    }

    @Override
    public void configure(Settings settings, BackendContext lent) {
        HttpRequest request = HttpReceiver.request(settings, settings.uri("url", URI.create("http://127.0.0.1/")));
        receiver = HttpReceiver.plain(lent.http(), request, "text/plain; charset=utf-8", LINES);
    }

    @Override
    public Limits limits() {
        return new Limits(5_000, 1 << 20, 1);
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) {
        out.put(beginnings.of(point.series()))
                .put(' ')
                .text(point.valueText())
                .put(' ')
                .decimal(point.timestampMillis());
    }

    private static byte[] beginning(Series series) {
        EncodeBuffer out = new EncodeBuffer();
        out.text(series.name());
        series.allTags()
                .forEach((name, value) -> out.put(' ').text(name).put('=').text(value));
        return out.toByteArray();
    }

    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        if (receiver == null) {
            throw new IllegalStateException("not configured");
        }
        return receiver.send(points, HttpReceiver::judge);
    }
}
