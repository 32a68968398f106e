package io.puypuy.backend.pattoo;

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
import io.puypuy.api.read.HttpRequest;
import io.puypuy.pattoo.document.AgentId;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Posts points as documents, as an agent of pattoo ("pattoo Agents", chapters 3 and 9). Whole numbers are integers (99),
 * floating ones floats (101), rates among them.
 */
@Extension
public final class PattooBackend implements Backend {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:20201");
    private static final String DATAPOINTS = "/pattoo/api/v1/agent/receive";
    private static final String PROGRAM = "puypuy";
    private static final String DIRECTORY = "var/pattoo";
    private static final int POINTS = 1_000;
    private static final int BYTES = 1 << 20;
    /** pattoo's column has 30 digits before the point; one number beyond that ends the storing of a whole batch. */
    private static final double LARGE = 1e30;

    private Limits limits = new Limits(POINTS, BYTES);
    private boolean takesLargeNumbers;
    private PattooPoints points = new PattooPoints(PROGRAM);
    private Optional<PattooPoster> poster = Optional.empty();

    @Override
    public String type() {
        return "pattoo";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        limits = Limits.from(settings, POINTS, BYTES, Framing.NONE);
        takesLargeNumbers = settings.truth("large_numbers", false);
        String program = settings.text("program", PROGRAM);
        if (!AgentId.isProgram(program)) {
            settings.fault("program", "not the name of a program", "use letters, digits, _ . and -");
            program = PROGRAM;
        }
        points = new PattooPoints(program);
        HttpRequest request = HttpReceiver.request(settings, HttpReceiver.target(settings, ADDRESS, DATAPOINTS));
        Optional<String> key = settings.secret("apikey");
        if (key.isPresent()) {
            request = request.header("X-Api-Key", key.get());
        }
        Optional<String> hostname = Optional.of(settings.text("hostname", "")).filter(name -> !name.isEmpty());
        poster = Optional.of(new PattooPoster(context, request, directory(settings), program, hostname));
    }

    private static Path directory(Settings settings) {
        String text = settings.text("daemon_directory", DIRECTORY);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            settings.fault("daemon_directory", "not a path", "write the path of a folder, such as " + DIRECTORY);
            return Path.of(DIRECTORY);
        }
    }

    @Override
    public Limits limits() {
        return limits;
    }

    /** pattoo's server stores no sample that is older than the last one of its datapoint. */
    @Override
    public boolean oldestFirst() {
        return true;
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        if (!point.isInteger() && !takesLargeNumbers && Math.abs(point.floating()) >= LARGE) {
            throw new UnsendablePointException(
                    "pattoo's database takes no number of 10^30 or more; our own server does,"
                            + " with large_numbers = yes here");
        }
        points.encode(point, out);
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return poster.map(PattooPoster::endpoint);
    }

    @Override
    public Delivery send(EncodedPoints encoded) throws InterruptedException {
        return poster.orElseThrow().post(encoded);
    }
}
