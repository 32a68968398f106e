package io.puypuy.testkit.backend;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.api.Origin;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.engine.Context;
import io.puypuy.engine.probe.BackendProbe;
import io.puypuy.engine.probe.Step;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A backend with settings, without spool and retry: encodes and sends what a test gives it. Used by one thread. */
public final class BackendDriver implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final LazyHttp http = new LazyHttp();
    private final Backend backend;
    private final Conf conf;
    private final List<String> faults;

    private BackendDriver(Backend backend, String ini) {
        this.backend = backend;
        conf = Conf.of("conf/config.ini", ini);
        backend.configure(conf.section("TSDB"), new Context(http, Optional::empty, () -> PERIOD));
        faults = conf.faults().stream().map(Fault::toString).toList();
    }

    /**
     * A configured backend.
     *
     * @param ini the section {@code [TSDB]}, without {@code tsdtype}
     * @throws AssertionError if the settings have a fault or a warning
     */
    public static BackendDriver of(Backend backend, String ini) {
        BackendDriver driver = new BackendDriver(backend, section(ini));
        if (!driver.faults.isEmpty()) {
            driver.close();
            throw new AssertionError(String.join("\n", driver.faults));
        }
        return driver;
    }

    /** Configures a backend, closes it, and gives the faults and warnings of its settings, as an operator sees them. */
    public static List<String> faults(Backend backend, String ini) {
        try (BackendDriver driver = new BackendDriver(backend, section(ini))) {
            return driver.faults;
        }
    }

    private static String section(String ini) {
        return "[TSDB]\n" + ini;
    }

    public Backend backend() {
        return backend;
    }

    /** The bytes of one point. */
    public byte[] encode(DataPoint point) throws UnsendablePointException {
        EncodeBuffer out = new EncodeBuffer();
        backend.encode(point, out);
        return out.toByteArray();
    }

    /** The bytes of one point as text. */
    public String text(DataPoint point) throws UnsendablePointException {
        return new String(encode(point), StandardCharsets.UTF_8);
    }

    /** The points, then the events, as one request has them. */
    public EncodedPoints encoded(List<DataPoint> points, List<Event> events) throws UnsendablePointException {
        EncodeBuffer out = new EncodeBuffer();
        int[] ends = new int[points.size() + events.size()];
        int count = 0;
        for (DataPoint point : points) {
            backend.encode(point, out);
            ends[count++] = out.length();
        }
        for (Event event : events) {
            backend.encode(event, out);
            ends[count++] = out.length();
        }
        return EncodedPoints.of(out.toByteArray(), ends);
    }

    /** Sends the points in one request. */
    public Delivery send(List<DataPoint> points) throws UnsendablePointException, InterruptedException {
        return backend.send(encoded(points, List.of()));
    }

    /** Goes the steps of {@code bin/puypuy backend check}, to the first that fails. */
    public List<Step> probe(BackendProbe.Limits limits) throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        new BackendProbe("default", backend, conf, "", new Origin("testhost", "lab", "servers", ""), limits)
                .run(steps::add);
        return steps;
    }

    @Override
    public void close() {
        backend.close();
        closeHttp();
    }

    /** For a backend that somebody else closes. */
    void closeHttp() {
        http.close();
    }
}
