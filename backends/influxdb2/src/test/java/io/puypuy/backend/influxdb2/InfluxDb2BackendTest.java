package io.puypuy.backend.influxdb2;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.read.Json;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.engine.spool.RejectedPoint;
import io.puypuy.engine.spool.SpoolListing;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfluxDb2BackendTest {
    private static final long START = 1_700_000_000_000L;
    private static final String USUAL = "organization = o\nbucket = b\ntoken = tok\n";

    private final Bucket bucket = new Bucket();

    @AfterEach
    void close() {
        bucket.close();
    }

    private String ini(String settings) {
        return "address = " + bucket.peer().uri("") + "\n" + settings;
    }

    private Delivery sent(int points, String settings) throws Exception {
        try (BackendDriver driver = BackendDriver.of(new InfluxDb2Backend(), ini(settings))) {
            return driver.send(Points.plain(points, START));
        }
    }

    private Delivery judged(int points, PeerAnswer answer) throws Exception {
        bucket.peer().enqueue(answer);
        return sent(points, USUAL);
    }

    private static String reason(Delivery delivery) {
        assertThat(delivery).isInstanceOf(Delivery.NotAllowed.class);
        return ((Delivery.NotAllowed) delivery).reason();
    }

    @Test
    void writesLinesIntoTheBucket() throws Exception {
        assertThat(sent(2, USUAL)).isInstanceOf(Delivery.Stored.class);

        RecordedRequest request = bucket.peer().requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).hasToString("/api/v2/write?org=o&bucket=b&precision=ms");
        assertThat(request.header("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(request.header("Content-Encoding")).contains("gzip");
        assertThat(bucket.stored())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("plain_1,") && line.endsWith(" value=1.5 1700000001000"));
    }

    @Test
    void needsOrganizationAndBucketAndShowsNoToken() {
        assertThat(BackendDriver.faults(new InfluxDb2Backend(), USUAL)).isEmpty();
        assertThat(BackendDriver.faults(new InfluxDb2Backend(), "token = verysecret\n"))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("organization") && fault.contains("required"))
                .anyMatch(fault -> fault.contains("bucket") && fault.contains("required"))
                .noneMatch(fault -> fault.contains("verysecret"));
    }

    /** The same as PuyPuy in Python but for its defects: see the backend for InfluxDB 1; and no line is empty. */
    @Test
    void meansTheSameAsItsPredecessor() throws Exception {
        Json golden = golden("influxdb2.request.json");
        try (BackendDriver driver = BackendDriver.of(new InfluxDb2Backend(), ini(USUAL))) {
            driver.send(Points.golden());
        }
        RecordedRequest request = bucket.peer().requests().get(0);

        assertThat(request.target()).hasToString(golden.get("path") + "&precision=ms");
        assertThat(request.header("Authorization"))
                .contains(golden.get("authorization").toString());
        assertThat(withoutTimes(request.text()))
                .isEqualTo(withoutTimes(golden.get("body").toString()));
        assertThat(request.text().lines()).hasSize(5).allMatch(line -> line.endsWith(" 1700000000000"));
    }

    private static Json golden(String file) throws Exception {
        try (InputStream in = Objects.requireNonNull(InfluxDb2BackendTest.class.getResourceAsStream("/" + file))) {
            return JsonReader.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** For each line name, tags and value, but not the time. */
    private static List<Set<String>> withoutTimes(String body) {
        return body.lines()
                .filter(line -> !line.isEmpty())
                .map(line -> Set.of(line.substring(0, line.lastIndexOf(' ')).split("[ ,]")))
                .toList();
    }

    @Test
    void keepsAllWhileTokenOrganizationOrBucketAreWrong() throws Exception {
        assertThat(reason(sent(1, "organization = o\nbucket = b\ntoken = wrong\n")))
                .contains("unauthorized access", "check user and pass, or token");
        assertThat(reason(sent(1, "organization = o\nbucket = b\n"))).contains("unauthorized access");
        assertThat(reason(sent(1, "organization = nope\nbucket = b\ntoken = tok\n")))
                .isEqualTo("InfluxDB says \"organization name \"nope\" not found\"; check organization and bucket");
        assertThat(reason(sent(1, "organization = o\nbucket = nope\ntoken = tok\n")))
                .isEqualTo("InfluxDB says \"bucket \"nope\" not found\"; check organization and bucket");
        assertThat(reason(judged(1, Bucket.error(403, "forbidden", "insufficient permissions for write"))))
                .contains("insufficient permissions");
        assertThat(reason(judged(1, Bucket.error(404, "not found", "path not found"))))
                .contains("check address");
        assertThat(reason(judged(1, PeerAnswer.of(200, "<html>")))).contains("check address");
    }

    @ParameterizedTest(name = "version 2.0: {0}")
    @ValueSource(booleans = {false, true})
    void rejectsOnlyThePointsThatItDropped(boolean old, @TempDir Path folder) throws Exception {
        if (old) {
            bucket.old();
        }
        List<DataPoint> points = new ArrayList<>(Points.plain(50, START));
        points.set(3, Points.integer("bad", Tags.none(), START, 1));
        points.set(40, Points.integer("bad", Tags.of("disk", "sda"), START, 2));
        try (LaneDriver lane = LaneDriver.of(new InfluxDb2Backend(), ini(USUAL), folder)) {
            lane.offer(points);
            assertThat(lane.settled(50).rejected()).isEqualTo(2);
        }
        assertThat(bucket.stored()).hasSize(48);
        assertThat(SpoolListing.read(folder, 5).rejected())
                .hasSize(2)
                .extracting(RejectedPoint::reason)
                .containsOnly("add bad to float_metrics: the database has bad as float, it was sent as integer");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "500, unexpected error writing points to database: partial write: points beyond retention policy dropped=139",
        "500, unexpected error writing points to database: field type conflict",
        "422, failure writing points to database: partial write: dropped 550 points outside retention policy of "
                + "duration 8760h0m0s dropped=550 for database: 91040e1bf6671dfd for retention policy: autogen",
        "400, unable to parse 'invalid': missing fields",
        "413, unable to read data: points batch is too large"
    })
    void looksForTheBadPoints(int status, String message) throws Exception {
        assertThat(judged(3, Bucket.error(status, "x", message))).isInstanceOf(Delivery.RefusedWhole.class);
    }

    @Test
    void takesTheServersWordIfAllWereDropped() throws Exception {
        String words = "failure writing points to database: partial write: dropped 2 points outside retention policy "
                + "of duration 1h0m0s dropped=2 for database: 91040e1bf6671dfd for retention policy: autogen";
        Delivery delivery = judged(2, Bucket.error(422, "unprocessable entity", words));

        assertThat(delivery).isInstanceOf(Delivery.Refused.class);
        assertThat(((Delivery.Refused) delivery).refusals()).hasSize(2).allMatch(refusal -> refusal.reason()
                .contains("partial write: dropped 2 points outside"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "500, unexpected error writing points to database: timeout",
        "500, unexpected error writing points to database: [shard 10677] open MANIFEST: too many open files",
        "503, unavailable",
        "429, too many requests"
    })
    void triesAgainWhatTheServerMayTakeLater(int status, String message) throws Exception {
        assertThat(judged(3, Bucket.error(status, "x", message))).isInstanceOf(Delivery.RetryLater.class);
    }
}
