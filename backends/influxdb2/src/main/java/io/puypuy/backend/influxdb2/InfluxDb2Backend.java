package io.puypuy.backend.influxdb2;

import io.puypuy.api.CheckException;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.backend.HttpReceiver;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.backend.influxdb.LineReceiver;
import java.net.URI;
import java.util.Optional;
import org.pf4j.Extension;

/** Writes points to a bucket of InfluxDB 2. Source: "InfluxDB v2, InfluxDB API", POST /api/v2/write. */
@Extension
public final class InfluxDb2Backend implements Backend {
    private Optional<LineReceiver> receiver = Optional.empty();

    @Override
    public String type() {
        return "InfluxDB2";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        String organization = settings.requiredText("organization");
        String bucket = settings.requiredText("bucket");
        URI address = LineReceiver.address(
                settings, "/api/v2/write", "org", organization, "bucket", bucket, "precision", "ms");
        HttpRequest write = HttpReceiver.request(settings, address);
        receiver = Optional.of(new LineReceiver(settings, context, authorized(write, settings.secret("token"))));
    }

    private static HttpRequest authorized(HttpRequest request, Optional<String> token) {
        return token.isEmpty() ? request : request.header("Authorization", "Token " + token.get());
    }

    @Override
    public Limits limits() {
        return receiver.orElseThrow().limits();
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return receiver.map(LineReceiver::endpoint);
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        receiver.orElseThrow().encode(point, out);
    }

    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        return receiver.orElseThrow().send(points, this::notFound);
    }

    private Delivery notFound(HttpReply reply) {
        String said = receiver.orElseThrow().said(reply);
        return said.contains("bucket") || said.contains("organization")
                ? new Delivery.NotAllowed(
                        "InfluxDB says " + CheckException.quoted(said) + "; check organization and bucket")
                : HttpReceiver.elsewhere(reply);
    }
}
