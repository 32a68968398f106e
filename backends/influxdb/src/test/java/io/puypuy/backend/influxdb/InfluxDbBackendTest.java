package io.puypuy.backend.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.read.Json;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfluxDbBackendTest {
    private static final String CONFLICT =
            "partial write: field type conflict: input field \\\"value\\\" on measurement "
                    + "\\\"%s\\\" is type %s, already exists as type %s dropped=%d";

    private final RecordingHttpPeer peer = RecordingHttpPeer.start().answer(request -> PeerAnswer.of(204, ""));

    @AfterEach
    void close() {
        peer.close();
    }

    private BackendDriver driver(String... settings) {
        return BackendDriver.of(
                new InfluxDbBackend(),
                "address = " + peer.uri("") + "\ndatabase = test\n" + String.join("\n", settings) + "\n");
    }

    private RecordedRequest sent(String... settings) throws Exception {
        try (BackendDriver driver = driver(settings)) {
            assertThat(driver.send(Points.plain(3, 1_700_000_000_000L))).isInstanceOf(Delivery.Stored.class);
        }
        return peer.requests().get(0);
    }

    private Delivery judged(int points, PeerAnswer answer, String... settings) throws Exception {
        peer.enqueue(answer);
        try (BackendDriver driver = driver(settings)) {
            return driver.send(Points.plain(points, 1_700_000_000_000L));
        }
    }

    private static PeerAnswer error(int status, String message) {
        return PeerAnswer.of(status, "{\"error\":\"" + message + "\"}\n");
    }

    @Test
    void writesLinesWithTheirPrecisionCompressed() throws Exception {
        RecordedRequest request = sent();

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).hasToString("/write?db=test&precision=ms");
        assertThat(request.header("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(request.header("Content-Encoding")).contains("gzip");
        String[] lines = request.text().split("\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[1]).startsWith("plain_1,").endsWith(",type=untyped value=1.5 1700000001000");
    }

    @Test
    void sendsCredentialsOnlyIfTheyAreMeant() throws Exception {
        assertThat(sent("user = netangels", "pass = netangels", "auth = False").header("Authorization"))
                .isEmpty();
        peer.forget();
        assertThat(sent("user = u", "pass = p", "auth = True").header("Authorization"))
                .contains("Basic dTpw");
        peer.forget();
        assertThat(sent("user = u", "pass = p").header("Authorization")).contains("Basic dTpw");
        peer.forget();
        assertThat(sent("gzip = no").header("Content-Encoding")).isEmpty();
    }

    @Test
    void takesTheSectionOfThoseWhoComeFromPuyPuy() {
        String section =
                "address: http://influxdb_address:8086\nauth: False\nuser: netangels\npass: Te$ting\ndatabase: test\n";
        assertThat(BackendDriver.faults(new InfluxDbBackend(), section)).isEmpty();
    }

    @Test
    void writesBelowTheAddressIntoAnyDatabase() throws Exception {
        try (BackendDriver driver =
                BackendDriver.of(new InfluxDbBackend(), "address = " + peer.uri("/influx/") + "\ndatabase = ä b&c\n")) {
            driver.send(Points.plain(1, 0));
        }
        assertThat(peer.requests().get(0).target()).hasToString("/influx/write?db=%C3%A4+b%26c&precision=ms");
    }

    @Test
    void needsADatabaseAndNothingElse() {
        assertThat(BackendDriver.faults(new InfluxDbBackend(), "database = test"))
                .isEmpty();
        assertThat(BackendDriver.faults(new InfluxDbBackend(), "address = http://127.0.0.1:8086"))
                .singleElement()
                .asString()
                .contains("database", "required");
        assertThat(BackendDriver.faults(new InfluxDbBackend(), "database = test\nintegers = maybe\ndatabse = x\n"))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("write yes or no"))
                .anyMatch(fault -> fault.contains("did you mean \"database\""));
    }

    @Test
    void staysWellBelowWhatTheServerTakes() {
        try (BackendDriver driver = driver()) {
            assertThat(driver.backend().limits()).isEqualTo(new Limits(5_000, 4 << 20, 1));
            assertThat(driver.backend().endpoint().orElseThrow()).hasToString("127.0.0.1:" + peer.port());
        }
    }

    /**
     * The same as PuyPuy in Python but for its defects: times are those of the points, in milliseconds, which is said;
     * the text "0.42" is a number; no request ends in an empty line; the order of tags means nothing.
     */
    @Test
    void meansTheSameAsItsPredecessor() throws Exception {
        Json golden = golden("influxdb.request.json");
        try (BackendDriver driver = driver("user = u", "pass = p", "auth = True")) {
            driver.send(Points.golden());
        }
        RecordedRequest request = peer.requests().get(0);

        assertThat(request.target()).hasToString(golden.get("path") + "&precision=ms");
        assertThat(request.header("Authorization"))
                .contains(golden.get("authorization").toString());
        assertThat(withoutTimes(request.text()))
                .isEqualTo(withoutTimes(golden.get("body").toString()));
        assertThat(request.text().lines()).hasSize(5).allMatch(line -> line.endsWith(" 1700000000000"));
    }

    private static Json golden(String file) throws Exception {
        try (InputStream in = Objects.requireNonNull(InfluxDbBackendTest.class.getResourceAsStream("/" + file))) {
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
    void looksForTheBadPointsIfOnlySomeWereDropped() throws Exception {
        Delivery some = judged(3, error(400, CONFLICT.formatted("disk_used", "integer", "float", 2)));
        Delivery unparsable =
                judged(3, error(400, "partial write: unable to parse 'a b 1': invalid boolean dropped=0"));
        Delivery allOfThem = judged(3, error(400, "unable to parse 'a,b=partial write dropped=3 c 1': bad timestamp"));
        Delivery tooLarge = judged(3, error(413, "Request Entity Too Large"));

        assertThat(some)
                .isEqualTo(new Delivery.RefusedWhole("add disk_used to float_metrics: the database has disk_used as "
                        + "float, it was sent as integer"));
        assertThat(unparsable).isInstanceOf(Delivery.RefusedWhole.class);
        assertThat(allOfThem).isInstanceOf(Delivery.RefusedWhole.class);
        assertThat(tooLarge).isInstanceOf(Delivery.RefusedWhole.class);
    }

    @Test
    void takesTheServersWordIfAllWereDropped() throws Exception {
        Delivery delivery = judged(2, error(400, "partial write: points beyond retention policy dropped=2"));

        String reason = "InfluxDB refuses points (400): \"partial write: points beyond retention policy dropped=2\"";
        assertThat(delivery)
                .isEqualTo(new Delivery.Refused(
                        List.of(new Delivery.Refusal(0, reason), new Delivery.Refusal(1, reason))));
    }

    @Test
    void curesOnlyTheMetricThatTheServerNames() throws Exception {
        Delivery delivery = judged(2, error(400, CONFLICT.formatted("plain_1", "integer", "float", 2)));

        List<Delivery.Refusal> refusals = ((Delivery.Refused) delivery).refusals();
        assertThat(refusals.get(0).reason()).startsWith("InfluxDB refuses points (400)");
        assertThat(refusals.get(1).reason()).startsWith("add plain_1 to float_metrics");
    }

    @ParameterizedTest(name = "sent {0}, stored {1}, {2}: {3}")
    @CsvSource({
        "integer, float, integers = yes, add a to float_metrics: the database has a as float",
        "float, integer, integers = no, set integers = yes: the database has a as integer",
        "float, integer, float_metrics = b a, take a out of float_metrics: the database has a as integer",
        "float, integer, integers = yes, drop the old a",
        "float, string, integers = yes, drop the old a"
    })
    void saysWhichSettingToChange(String sent, String stored, String setting, String expected) throws Exception {
        Delivery delivery = judged(2, error(400, CONFLICT.formatted("a", sent, stored, 1)), setting);

        assertThat(delivery).isInstanceOf(Delivery.RefusedWhole.class);
        assertThat(((Delivery.RefusedWhole) delivery).reason()).startsWith(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"timeout", "engine: cache-max-memory-size exceeded: (1073741824/1073741824)", "write failed"})
    void triesAgainWhatTheServerMayTakeLater(String message) throws Exception {
        assertThat(judged(1, error(500, message))).isInstanceOf(Delivery.RetryLater.class);
    }

    @Test
    void keepsAllWhileItIsNotAllowed() throws Exception {
        Delivery unknown = judged(1, error(401, "authorization failed"));
        Delivery forbidden =
                judged(1, error(403, "\\\"u\\\" user is not authorized to write to database \\\"test\\\""));
        Delivery missing = judged(1, error(404, "database not found: \\\"test\\\""));
        Delivery elsewhere = judged(1, PeerAnswer.of(404, "404 page not found"));
        Delivery page = judged(1, PeerAnswer.of(200, "<html>"));

        assertThat(reason(unknown)).contains("authorization failed", "check user and pass");
        assertThat(reason(forbidden)).contains("not authorized", "check user and pass");
        assertThat(reason(missing))
                .isEqualTo(
                        "InfluxDB has no database \"test\"; create it, correct database, or set create_database = yes");
        assertThat(reason(elsewhere)).contains("check address");
        assertThat(reason(page)).contains("check address");
    }

    private static String reason(Delivery delivery) {
        assertThat(delivery).isInstanceOf(Delivery.NotAllowed.class);
        return ((Delivery.NotAllowed) delivery).reason();
    }

    @Test
    void createsAMissingDatabaseIfToldSo() throws Exception {
        peer.enqueue(
                error(404, "database not found: \\\"test\\\""),
                PeerAnswer.of(200, "{\"results\":[{\"statement_id\":0}]}"));
        try (BackendDriver driver = driver("create_database: yes", "user = u", "pass = p")) {
            assertThat(driver.send(Points.plain(1, 0))).isInstanceOf(Delivery.Stored.class);
        }
        assertThat(peer.requests()).hasSize(3);
        RecordedRequest statement = peer.requests().get(1);
        assertThat(statement.target()).hasToString("/query");
        assertThat(statement.text()).isEqualTo("q=CREATE+DATABASE+%22test%22");
        assertThat(statement.header("Content-Type")).contains("application/x-www-form-urlencoded");
        assertThat(statement.header("Authorization")).contains("Basic dTpw");
    }

    @Test
    void saysWhyTheDatabaseCannotBeCreated() throws Exception {
        peer.answer(request -> request.target().getPath().equals("/write")
                ? error(404, "database not found: \\\"test\\\"")
                : PeerAnswer.of(200, "{\"results\":[{\"statement_id\":0,\"error\":\"invalid name\"}]}"));
        try (BackendDriver driver = driver("create_database: yes")) {
            assertThat(reason(driver.send(Points.plain(1, 0))))
                    .startsWith("the database is missing and cannot be created; create it: ")
                    .contains("invalid name");
            peer.forget();
            peer.answer(request -> request.target().getPath().equals("/write")
                    ? error(404, "database not found: \\\"test\\\"")
                    : error(503, "busy"));
            assertThat(driver.send(Points.plain(1, 0))).isInstanceOf(Delivery.RetryLater.class);
            assertThat(peer.requests()).hasSize(2);
        }
    }
}
