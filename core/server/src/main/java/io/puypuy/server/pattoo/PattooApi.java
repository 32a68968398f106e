package io.puypuy.server.pattoo;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.puypuy.http.RequestFault;
import io.puypuy.server.gate.QueryGate;
import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.store.SampleStore;
import io.puypuy.server.store.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code /pattoo/api/v1/web}, as pattoo's web and phone applications ask it ("pattoo: the server side", chapter 7). Thread-safe.
 */
public final class PattooApi {
    /** Where its addresses begin. */
    public static final String PREFIX = "/pattoo/api/v1/web";
    /** Bytes of a question; pattoo's applications ask in less than 2 KiB. */
    public static final int MAX_BODY = 64 << 10;

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long WEEK_SECONDS = 7 * 24 * 3_600;
    private static final int MAX_SAMPLES = 1_000_000;

    private final Inventory inventory;
    private final SampleStore samples;
    private final Clock clock;
    private final Consumer<Context> mayChange;
    private final QueryGate gate;
    private volatile @Nullable GraphqlEngine engine;

    /**
     * Asks nothing yet.
     *
     * @param gate lets its questions through
     * @param mayChange throws a {@link RequestFault} where a request may not change anything
     */
    public PattooApi(
            Inventory inventory, SampleStore samples, Clock clock, QueryGate gate, Consumer<Context> mayChange) {
        this.inventory = inventory;
        this.samples = samples;
        this.clock = clock;
        this.gate = gate;
        this.mayChange = mayChange;
    }

    /** {@code GET …/status}. */
    public void status(Context request) {
        request.contentType("text/html; charset=utf-8").result("The Pattoo Web API is Operational.\n");
    }

    /**
     * {@code GET …/rest/data/<datapoint>?secondsago=N}: values on the grid of the datapoint's interval, from N seconds ago to
     * its last sample; a week if N is none. A datapoint that is not there is answered 404 (pattoo: 500).
     */
    public void data(Context request) throws IOException, InterruptedException {
        String number = request.pathParam("idx");
        DatapointRow row = number.matches("\\d{1,9}")
                ? inventory.tables().datapoints().find(Integer.parseInt(number)).orElse(null)
                : null;
        if (row == null) {
            throw new RequestFault(RequestFault.NOT_FOUND, "there is no datapoint of this number");
        }
        String text =
                Objects.requireNonNullElse(request.queryParam("secondsago"), "").strip();
        long seconds = text.matches("[+-]?\\d{1,15}") ? Math.abs(Long.parseLong(text)) : 0;
        long interval = Math.max(1, row.intervalMillis());
        long start =
                Grid.start(clock.millis(), interval) - TimeUnit.SECONDS.toMillis(seconds == 0 ? WEEK_SECONDS : seconds);
        long stop = samples.lastMillis(row.idx()).orElse(start - 1);
        write(gate.pass(() -> grid(row, start, stop)), request);
    }

    private Grid grid(DatapointRow row, long start, long stop) throws IOException {
        long interval = Math.max(1, row.intervalMillis());
        Samples found = samples.numbers(row.idx(), Grid.start(start, interval), stop + 1, MAX_SAMPLES);
        if (found.truncated()) {
            throw new RequestFault(
                    RequestFault.BAD_REQUEST, "more than " + MAX_SAMPLES + " samples; ask for a shorter time");
        }
        try {
            return Grid.of(row.type(), interval, start, stop, found);
        } catch (IllegalArgumentException e) {
            throw new RequestFault(RequestFault.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static void write(Grid grid, Context request) throws IOException {
        try (JsonGenerator json = answer(request)) {
            json.writeStartArray();
            for (int place = 0; place < grid.size(); place++) {
                json.writeStartObject();
                json.writeNumberField("timestamp", grid.timestampMillis(place));
                json.writeFieldName("value");
                if (Double.isFinite(grid.value(place))) {
                    json.writeNumber(grid.value(place));
                } else {
                    json.writeNull();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static JsonGenerator answer(Context request) throws IOException {
        OutputStream out = request.contentType("application/json").outputStream();
        return FACTORY.createGenerator(out, JsonEncoding.UTF8);
    }

    /** {@code GET} and {@code POST …/graphql}. Changes need POST, and what {@code mayChange} asks for. */
    public void graphql(Context request) throws IOException, InterruptedException {
        Answer answer;
        try {
            Question question = QuestionReader.read(request, refusal(request));
            answer = gate.pass(() -> engine().ask(question));
        } catch (RequestFault fault) {
            answer = Answer.fault(fault.status(), fault.sentence());
        }
        if (answer.status() == RequestFault.METHOD_NOT_ALLOWED) {
            request.header("Allow", "POST");
        }
        request.status(answer.status());
        try (JsonGenerator json = answer(request)) {
            JsonTree.write(answer.body(), json);
        }
    }

    /** Why the request may change nothing. */
    private Optional<Refused> refusal(Context request) {
        if (!request.method().equals(HandlerType.POST)) {
            return Optional.of(new Refused(
                    RequestFault.METHOD_NOT_ALLOWED, "Can only perform a mutation operation from a POST request."));
        }
        try {
            mayChange.accept(request);
            return Optional.empty();
        } catch (RequestFault fault) {
            return Optional.of(new Refused(fault.status(), fault.sentence()));
        }
    }

    private GraphqlEngine engine() {
        GraphqlEngine made = engine;
        if (made == null) {
            synchronized (this) {
                made = engine;
                if (made == null) {
                    made = new GraphqlEngine(inventory, samples);
                    engine = made;
                }
            }
        }
        return made;
    }
}
