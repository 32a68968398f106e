package io.puypuy.bench;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * The least that a backend over HTTP does: one line of text for a point, one POST for a batch. Its {@code url} is that
 * of a {@link RecordingPeer}.
 */
@Extension
public final class BenchBackend implements Backend {
    private @Nullable Http http;
    private @Nullable HttpRequest request;

    @Override
    public String type() {
        return "Bench";
    }

    @Override
    public void configure(Settings settings, BackendContext lent) {
        http = lent.http();
        request = HttpRequest.from(settings, settings.uri("url", URI.create("http://127.0.0.1/")));
    }

    @Override
    public Limits limits() {
        return new Limits(5_000, 1 << 20);
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) {
        out.text(point.name());
        point.series()
                .allTags()
                .forEach((name, value) -> out.put(' ').text(name).put('=').text(value));
        out.put(' ').text(point.valueText()).put(' ').decimal(point.timestampMillis());
    }

    @Override
    public Delivery send(EncodedPoints points) {
        if (http == null || request == null) {
            throw new IllegalStateException("not configured");
        }
        try {
            ByteArrayOutputStream lines = new ByteArrayOutputStream(points.byteCount() + points.count());
            points.writeTo(lines, "\n");
            HttpReply reply =
                    http.send(request.post(HttpRequest.Body.of(lines.toByteArray()), "text/plain; charset=utf-8"));
            return reply.status() == 204
                    ? new Delivery.Stored()
                    : new Delivery.RetryLater(reply.request() + " answered " + reply.status());
        } catch (IOException unreachable) {
            return new Delivery.RetryLater(String.valueOf(unreachable.getMessage()));
        }
    }
}
