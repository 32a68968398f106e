package io.puypuy.backend.influxdb;

import io.puypuy.api.CheckException;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.backend.Framing;
import io.puypuy.api.backend.HttpReceiver;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.api.read.HttpAddress;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An InfluxDB of any version: what is written to it, and what its answers mean as far as the versions agree. The good
 * points of a request that has bad ones are stored by all versions but for lines that cannot be parsed, where InfluxDB
 * 2 stores nothing. Sources: "InfluxDB v1, API reference, /write", "InfluxDB v2, troubleshoot writes", and the answers
 * quoted in telegraf's issues 8571 and 11005. Encodes on one thread while it sends on another.
 */
public final class LineReceiver {
    private static final Framing LINES = Framing.of("", "\n", "");
    private static final int MOST_POINTS = 5_000;
    /** InfluxDB 1 takes 25 MB. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int STORED = 204;

    private static final URI USUAL_ADDRESS = URI.create("http://127.0.0.1:8086");

    /**
     * How a complaint begins that sending again will never help against; InfluxDB 2 says some of them with status 500.
     * Only at its beginning, because it may quote what somebody wrote into a tag.
     */
    private static final Pattern ABOUT_POINTS =
            Pattern.compile("(?:[a-z ]+: )?(?:partial write|field type conflict|points beyond retention policy)");

    private static final Pattern DROPPED = Pattern.compile("dropped=([0-9]{1,9})(?: for database: .*)?\\s*$");

    private final BackendContext context;
    private final HttpReceiver receiver;
    private final Limits limits;
    private final NumberTypes types;
    private final LineProtocol lines;

    /**
     * Reads what sections of all versions have in common.
     *
     * @param write address of the writing, with the precision of milliseconds, and authorization
     */
    public LineReceiver(Settings settings, BackendContext context, HttpRequest write) {
        this.context = context;
        this.receiver = HttpReceiver.gzip(context.http(), write, "text/plain; charset=utf-8", LINES, settings);
        this.limits = Limits.from(settings, MOST_POINTS, MOST_BYTES, LINES);
        this.types = NumberTypes.from(settings);
        this.lines = new LineProtocol(types);
    }

    /**
     * An address below the key {@code address}.
     *
     * @param namesAndValues of the query, not escaped
     */
    public static URI address(Settings settings, String path, String... namesAndValues) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return HttpAddress.below(settings.uri("address", USUAL_ADDRESS), path + query);
    }

    public Limits limits() {
        return limits;
    }

    public Endpoint endpoint() {
        return receiver.endpoint();
    }

    /** Appends the point as a line, without the end of the line. */
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        lines.encode(point, out);
    }

    /**
     * Writes the points.
     *
     * @param notFound what an answer with status 404 means
     */
    public Delivery send(EncodedPoints points, Function<HttpReply, Delivery> notFound) throws InterruptedException {
        return receiver.send(points, reply -> judge(reply, points, notFound));
    }

    private Delivery judge(HttpReply reply, EncodedPoints points, Function<HttpReply, Delivery> notFound) {
        int status = reply.status();
        if (status == STORED) {
            return new Delivery.Stored();
        }
        if (status < 300) {
            // No version answers so: what does has stored nothing.
            return HttpReceiver.elsewhere(reply);
        }
        return switch (status) {
            case 400, 422, 500 -> refused(reply, points);
            case 404 -> notFound.apply(reply);
            default -> HttpReceiver.judge(reply);
        };
    }

    private Delivery refused(HttpReply reply, EncodedPoints points) {
        String said = said(reply);
        if (!ABOUT_POINTS.matcher(said).lookingAt()) {
            return HttpReceiver.judge(reply);
        }
        Optional<NumberTypes.Cure> cure = types.cure(said);
        String words = "InfluxDB refuses points (" + reply.status() + "): " + CheckException.quoted(said);
        // It says less than it dropped where two shards refuse, never more: only "all" tells which points they were.
        if (dropped(said) != points.count()) {
            return new Delivery.RefusedWhole(cure.map(NumberTypes.Cure::words).orElse(words));
        }
        List<Delivery.Refusal> all = new ArrayList<>(points.count());
        for (int i = 0; i < points.count(); i++) {
            byte[] line = points.point(i);
            // It names one conflict, although others may have had one as well.
            String reason = cure.filter(one -> LineNames.isOf(line, one.metric()))
                    .map(NumberTypes.Cure::words)
                    .orElse(words);
            all.add(new Delivery.Refusal(i, reason));
        }
        return new Delivery.Refused(all);
    }

    private static int dropped(String said) {
        Matcher dropped = DROPPED.matcher(said);
        return dropped.find() ? Integer.parseInt(dropped.group(1)) : 0;
    }

    /** The server's words: {@code error} of InfluxDB 1, {@code message} of InfluxDB 2. */
    public String said(HttpReply reply) {
        try {
            Json answer = context.json(reply.body());
            return answer.text("error").or(() -> answer.text("message")).orElse(reply.body());
        } catch (CheckException noJson) {
            return reply.body();
        }
    }
}
