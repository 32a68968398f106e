package io.puypuy.check.oddeye;

import io.puypuy.api.Alert;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.pf4j.Extension;

/**
 * Sends a heart beat at every run, and times the fetching of an address that the settings name; PuyPuy's fetched one of
 * the vendor's, unasked. OddEye raises an alarm when the heart beats of a host end. Source of the uptime: proc_uptime(5).
 */
@Extension
public final class OddEyeCheck implements Check {
    private static final Metric ALIVE = Metric.floating("host_alive", "s")
            .type("health")
            .help("time that fetching the address took; none if it failed");
    private static final Metric ALIVE_OK =
            Metric.integer("host_alive_ok", "").type("health").help("1 if the address was fetched, else 0");
    private static final Metric UPTIME =
            Metric.floating("host_uptime", "s").type("health").help("time since the start of the machine");

    private static final String HEART_BEAT = "HeartBeat";
    /** OddEye puts the time in. */
    private static final String MESSAGE = "{DURATION} without HeartBeats from host";

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final long MOST_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final double NANOS = 1e9;

    private final LongSupplier nanoClock;
    private Optional<HttpRequest> request = Optional.empty();

    public OddEyeCheck() {
        this(System::nanoTime);
    }

    OddEyeCheck(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public String section() {
        return "OddEye";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(ALIVE, ALIVE_OK, UPTIME);
    }

    @Override
    public void configure(Settings settings) {
        URI url = settings.uri("url", URI.create("http://127.0.0.1/"));
        HttpRequest asked = HttpRequest.from(settings, url, TIMEOUT).maxBytes(MOST_BYTES);
        request = settings.has("url") ? Optional.of(asked) : Optional.empty();
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        if (request.isPresent()) {
            fetch(request.get(), run);
        } else {
            run.event(HEART_BEAT, Alert.Level.OK, 0, MESSAGE);
        }
        KernelFiles files = run.files();
        run.add(
                UPTIME,
                LineWords.ofLine(files.read(files.proc().resolve("uptime"))).decimal());
    }

    private void fetch(HttpRequest address, CheckRun run) throws IOException {
        long begin = nanoClock.getAsLong();
        Optional<Exception> fault = fault(address, run);
        double seconds = (nanoClock.getAsLong() - begin) / NANOS;
        // The host lives, whatever became of the address.
        run.event(HEART_BEAT, Alert.Level.OK, seconds, MESSAGE);
        run.add(ALIVE_OK, fault.isEmpty() ? 1 : 0);
        if (fault.isEmpty()) {
            run.add(ALIVE, seconds);
        } else {
            run.targetFailed(address.toString(), fault.get());
        }
    }

    private static Optional<Exception> fault(HttpRequest address, CheckRun run) throws IOException {
        try {
            HttpReply reply = run.http().send(address);
            boolean fetched = reply.status() >= OK && reply.status() < MULTIPLE_CHOICES;
            return fetched
                    ? Optional.empty()
                    : Optional.of(new CheckException(reply.request() + " answered " + reply.status()));
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.of(e);
        }
    }
}
