package io.puypuy.backend.oddeye;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
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
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.pf4j.Extension;

/**
 * Posts points and events to OddEye as a form with the fields {@code UUID} and {@code data}. Source: {@code PutTSDB.java} of
 * oddeye-barlus, whose answers tell what became of the whole array, never which element was at fault.
 */
@Extension
public final class OddEyeBackend implements Backend {
    private static final int POINTS = 1_000;
    /** The Jetty that the API runs in reads no form of more than 200,000 bytes; the API then answers 200, and nothing else. */
    private static final int BYTES = 190_000;
    /** What the API takes, before it adds its own. */
    private static final int TAGS = 7;

    private static final int MOST_TAGS = 1_000;
    private static final int MOST_REACTION = 3;
    /** Not JSON: {@code {"state":OK}}. */
    private static final Pattern STORED = Pattern.compile("\"state\"\\s*:\\s*\"?OK\\b");

    private static final String REMOVED = "\"advansed\"";

    private OddEyeElements elements = new OddEyeElements(TAGS);
    private Limits limits = new Limits(POINTS, BYTES);
    private OptionalInt errHandler = OptionalInt.empty();
    private Optional<HttpReceiver> receiver = Optional.empty();

    @Override
    public String type() {
        return "OddEye";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        // Required, so that nobody's points go to a server that nobody chose.
        settings.requiredText("url");
        URI url = settings.uri("url", URI.create("http://127.0.0.1/"));
        String uuid = settings.secret("uuid").orElse("");
        if (uuid.isEmpty()) {
            settings.fault("uuid", "required, but not set", "write the UUID of the account");
        }
        String sandbox = settings.truth("sandbox", false) ? "&sandbox=true" : "";
        Framing form = Framing.of("UUID=" + URLEncoder.encode(uuid, UTF_8) + sandbox + "&data=%5B", "%2C", "%5D");
        if (settings.has("err_handler")) {
            errHandler = OptionalInt.of((int) settings.integer("err_handler", 0, 0, MOST_REACTION));
        }
        elements = new OddEyeElements((int) settings.integer("max_tags", TAGS, 1, MOST_TAGS));
        limits = Limits.from(settings, POINTS, BYTES, form);
        receiver = Optional.of(HttpReceiver.plain(
                context.http(), HttpReceiver.request(settings, url), "application/x-www-form-urlencoded", form));
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        elements.point(point, out);
    }

    @Override
    public boolean takesEvents() {
        return true;
    }

    @Override
    public void encode(Event event, EncodeBuffer out) {
        // Alerts have none above 0: the key is for what a check sends by itself, such as heart beats.
        elements.event(event, event.reaction() > 0 ? errHandler.orElse(event.reaction()) : event.reaction(), out);
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return receiver.map(HttpReceiver::endpoint);
    }

    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        return receiver.orElseThrow().send(points, OddEyeBackend::judge);
    }

    private static Delivery judge(HttpReply reply) {
        return switch (reply.status()) {
            case 200 -> accepted(reply);
            case 402 -> new Delivery.NotAllowed(HttpReceiver.words(reply) + "; the account of uuid has no funds left");
            case 406, 418, 424 -> new Delivery.NotAllowed(HttpReceiver.words(reply) + "; check uuid");
            // Nothing was stored, because of one element or all of them; 413 is said by what stands before it.
            case 411, 413, 415 -> new Delivery.RefusedWhole(HttpReceiver.words(reply));
            case 408, 425, 429 -> HttpReceiver.judge(reply);
            default -> reply.status() >= 500 ? HttpReceiver.judge(reply) : HttpReceiver.elsewhere(reply, "url");
        };
    }

    private static Delivery accepted(HttpReply reply) {
        String said = reply.body();
        if (said.contains(REMOVED)) {
            // The others are stored, and stored again with the halves, which changes nothing.
            return new Delivery.RefusedWhole(HttpReceiver.words(reply));
        }
        if (STORED.matcher(said).find()) {
            return new Delivery.Stored();
        }
        if (said.isBlank()) {
            return new Delivery.NotAllowed(HttpReceiver.words(reply)
                    + ", which it does when it finds no UUID or no data; check uuid, url and max_batch_bytes");
        }
        return HttpReceiver.elsewhere(reply, "url");
    }
}
