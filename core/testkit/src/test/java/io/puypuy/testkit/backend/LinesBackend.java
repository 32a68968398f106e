package io.puypuy.testkit.backend;

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
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Posts lines of name and value, and has nothing of its own beside. */
final class LinesBackend implements Backend {
    private static final Framing LINES = Framing.of("", "\n", "\n");

    private @Nullable HttpReceiver receiver;

    @Override
    public String type() {
        return "Lines";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        URI address = settings.uri("address", URI.create("http://127.0.0.1:1"));
        receiver = HttpReceiver.gzip(
                context.http(), HttpReceiver.request(settings, address), "text/plain", LINES, settings);
    }

    @Override
    public Limits limits() {
        return new Limits(1000, 1 << 20, LINES.separator());
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) {
        out.text(point.name()).put(' ').text(point.valueText());
    }

    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        return use().send(points, HttpReceiver::judge);
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return Optional.of(use().endpoint());
    }

    private HttpReceiver use() {
        if (receiver == null) {
            throw new IllegalStateException("not configured");
        }
        return receiver;
    }
}
