package io.puypuy.check.httpapi;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.HttpTimes;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.pf4j.Extension;

/**
 * Fetches addresses, all at once, and says whether and how fast each answered. An address that fails or hangs does not keep the
 * others from being fetched; those that failed last time come last, so that their waiting costs the others nothing.
 */
@Extension
public final class HttpApiCheck implements Check {
    private static final Metric TIME =
            seconds("http_api").help("time of the whole request, the body included; none if it failed");
    private static final Metric STATUS = integer("http_api_status", "").help("status of the answer");
    private static final Metric UP = integer("http_api_up", "").help("1 if an answer below 400 came in time, else 0");
    private static final Metric RESULT = integer("http_api_result", "")
            .help("0 as it should be, 1 body not as expected, 2 answer broken off or too large, 3 connection failed,"
                    + " 4 too late, 5 unknown host, 6 status not as expected");
    private static final Metric LENGTH =
            integer("http_api_content_length", "bytes").help("size of the body");
    private static final Metric CONNECT =
            seconds("http_api_connect_time").help("time until the connection was there, TLS included");
    private static final Metric FIRST_BYTE = seconds("http_api_first_byte_time").help("time until the answer began");
    private static final Metric BODY_MATCH =
            integer("http_api_body_match", "").help("1 if the body has the expected text, else 0");
    private static final Metric STATUS_MATCH =
            integer("http_api_status_match", "").help("1 if the status is the expected one, else 0");
    private static final Metric CERTIFICATE = Metric.floating("http_api_cert_expiry_days", "days")
            .type("http_api")
            .help("time until the server's certificate ends");

    private static final String SHIPPED =
            "http://127.0.0.1:9200, http://127.0.0.2:9200, http://127.0.0.1/haproxy?stats;csv";
    private static final double NANOS = 1e9;
    private static final double SECONDS_PER_DAY = 86_400;

    private final Function<HttpReply, HttpTimes> stopwatch;
    private final Set<Target> failed = new HashSet<>();
    private List<Target> targets = List.of();
    private Expectation expectation = Expectation.NONE;

    public HttpApiCheck() {
        this(HttpReply::times);
    }

    HttpApiCheck(Function<HttpReply, HttpTimes> stopwatch) {
        this.stopwatch = stopwatch;
    }

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("http_api");
    }

    private static Metric seconds(String name) {
        return Metric.floating(name, "s").type("http_api");
    }

    @Override
    public String section() {
        return "HTTP";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(TIME, STATUS, UP, RESULT, LENGTH, CONNECT, FIRST_BYTE, BODY_MATCH, STATUS_MATCH, CERTIFICATE);
    }

    @Override
    public void configure(Settings settings) {
        HttpRequest request = HttpRequest.from(settings, URI.create("http://127.0.0.1"))
                // Else only the first run would measure how long connecting takes.
                .header("Connection", "close");
        targets = Targets.read(settings.text("upstream", SHIPPED), request, settings);
        expectation = Expectation.from(settings);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException, InterruptedException {
        List<Target> inOrder = new ArrayList<>(targets);
        inOrder.removeIf(failed::contains);
        targets.stream().filter(failed::contains).forEach(inOrder::add);
        Set<String> certificates = new HashSet<>();
        List<HttpRequest> requests = inOrder.stream().map(Target::request).toList();
        run.http().sendAll(requests, (number, answer) -> {
            Target target = inOrder.get(number);
            if (report(target, answer, certificates, run)) {
                failed.remove(target);
            } else {
                failed.add(target);
            }
        });
    }

    /** Whether all was as it should be. */
    private boolean report(Target target, Http.Answer answer, Set<String> certificates, CheckRun run) {
        Tags tags = target.tags();
        HttpReply reply;
        try {
            reply = answer.reply();
        } catch (IOException e) {
            run.add(UP, 0, tags);
            run.add(RESULT, Result.of(e).code(), tags);
            run.targetFailed(target.request().toString(), e);
            return false;
        }
        HttpTimes times = stopwatch.apply(reply);
        boolean up = Expectation.isUp(reply);
        if (up) {
            run.add(TIME, seconds(times.whole()), tags);
        }
        run.add(UP, up ? 1 : 0, tags);
        run.add(STATUS, reply.status(), tags);
        run.add(LENGTH, reply.bytes().length, tags);
        run.add(FIRST_BYTE, seconds(times.firstByte()), tags);
        if (times.connect().isPresent()) {
            run.add(CONNECT, seconds(times.connect().get()), tags);
        }
        // One certificate belongs to all paths of a host.
        if (times.certificateEnd().isPresent() && certificates.add(target.host())) {
            Duration left = Duration.between(run.time(), times.certificateEnd().get());
            run.add(CERTIFICATE, left.toSeconds() / SECONDS_PER_DAY, Tags.of("apihost", target.host()));
        }
        return judge(target, reply, run);
    }

    private boolean judge(Target target, HttpReply reply, CheckRun run) {
        Tags tags = target.tags();
        boolean rightStatus = expectation.isRightStatus(reply);
        boolean rightBody = expectation.isRightBody(reply);
        if (expectation.hasStatus()) {
            run.add(STATUS_MATCH, rightStatus ? 1 : 0, tags);
        }
        if (expectation.hasBody()) {
            run.add(BODY_MATCH, rightBody ? 1 : 0, tags);
        }
        Result result = rightBody ? Result.AS_IT_SHOULD_BE : Result.BODY_NOT_AS_EXPECTED;
        if (!rightStatus) {
            result = Result.STATUS_NOT_AS_EXPECTED;
        }
        run.add(RESULT, result.code(), tags);
        if (result != Result.AS_IT_SHOULD_BE) {
            String wrong = rightStatus ? " without the expected text: " : ": ";
            run.targetFailed(
                    target.request().toString(),
                    new CheckException("answered " + reply.status() + wrong + CheckException.quoted(reply.body())));
        }
        return result == Result.AS_IT_SHOULD_BE;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
