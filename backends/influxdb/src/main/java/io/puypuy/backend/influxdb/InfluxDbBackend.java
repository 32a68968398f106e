package io.puypuy.backend.influxdb;

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
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pf4j.Extension;

/** Writes points to a database of InfluxDB 1.x. Source: "InfluxDB v1, API reference", /write and /query. */
@Extension
public final class InfluxDbBackend implements Backend {
    private static final EncodedPoints NO_POINTS = EncodedPoints.of(new byte[0], new int[0]);

    private Optional<LineReceiver> receiver = Optional.empty();
    /** Creates the database; empty if the settings do not ask for it. */
    private Optional<HttpReceiver> creation = Optional.empty();

    private Delivery missing = new Delivery.NotAllowed("not configured");

    @Override
    public String type() {
        return "InfluxDB";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        String database = settings.requiredText("database");
        HttpRequest write = HttpReceiver.request(
                settings, LineReceiver.address(settings, "/write", "db", database, "precision", "ms"));
        receiver = Optional.of(new LineReceiver(settings, context, write));
        missing = new Delivery.NotAllowed("InfluxDB has no database \"" + database
                + "\"; create it, correct database, or set create_database = yes");
        if (settings.truth("create_database", false)) {
            HttpRequest query = write.address(LineReceiver.address(settings, "/query"));
            creation = Optional.of(HttpReceiver.plain(
                    context.http(), query, "application/x-www-form-urlencoded", statementThatCreates(database)));
        }
    }

    /** A request that has no points, only what stands before them. */
    private static Framing statementThatCreates(String database) {
        String quoted = '"' + database.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return Framing.of("q=" + URLEncoder.encode("CREATE DATABASE " + quoted, StandardCharsets.UTF_8), "", "");
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
        Delivery delivery = receiver.orElseThrow().send(points, this::notFound);
        if (creation.isEmpty() || !delivery.equals(missing)) {
            return delivery;
        }
        Delivery created = creation.get().send(NO_POINTS, this::created);
        return created instanceof Delivery.Stored ? receiver.orElseThrow().send(points, this::notFound) : created;
    }

    private Delivery notFound(HttpReply reply) {
        return receiver.orElseThrow().said(reply).startsWith("database not found")
                ? missing
                : HttpReceiver.elsewhere(reply);
    }

    /** What is wrong with a statement is said with status 200. */
    private Delivery created(HttpReply reply) {
        if (reply.status() == 200 && !reply.body().contains("\"error\"")) {
            return new Delivery.Stored();
        }
        Delivery judged = HttpReceiver.judge(reply);
        return judged instanceof Delivery.RetryLater
                ? judged
                : new Delivery.NotAllowed(
                        "the database is missing and cannot be created; create it: " + HttpReceiver.words(reply));
    }
}
