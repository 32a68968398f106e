package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import io.puypuy.api.Tags;
import io.puypuy.api.read.PrometheusText.Family;
import io.puypuy.api.read.PrometheusText.Kind;
import io.puypuy.api.read.PrometheusText.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrometheusTextTest {
    @Test
    void readsEtcd() throws Exception {
        PrometheusText page = PrometheusText.parse(Recorded.reply("etcd-3.4.23-part.prom"));

        assertThat(page.number("process_resident_memory_bytes")).contains(29122560L);
        assertThat(page.number("etcd_disk_wal_fsync_duration_seconds_sum")).contains(0.03006791300000001);
        List<Sample> buckets = page.samples("etcd_disk_wal_fsync_duration_seconds_bucket");
        assertThat(buckets).hasSize(15);
        assertThat(buckets.get(14).labels()).isEqualTo(Tags.of("le", "+Inf"));
        assertThat(buckets.get(14).family())
                .isEqualTo(new Family(
                        "etcd_disk_wal_fsync_duration_seconds",
                        Kind.HISTOGRAM,
                        "The latency distributions of fsync called by WAL."));
        assertThat(page.families()).hasSize(6);
        assertThat(page.number("go_info")).as("has only a sample with labels").isEmpty();
    }

    @Test
    void readsOpenMetrics() throws Exception {
        PrometheusText page = PrometheusText.parse("""
                # TYPE requests counter
                # UNIT requests requests
                # HELP requests All of them.
                requests_total{path="/"} 17.0 1520879607.789 # {trace="x\\"} 3"} 0.67 1520879607.1
                requests_created{path="/"} 1520430000.123
                # TYPE build info
                build_info{version="1"} 1
                # EOF
                """);

        Sample requests = page.samples("requests_total").get(0);
        assertThat(requests.value()).isEqualTo(17L);
        assertThat(requests.timestampMillis()).hasValue(1520879607789L);
        assertThat(requests.family()).isEqualTo(new Family("requests", Kind.COUNTER, "All of them."));
        assertThat(page.samples("build_info").get(0).family().kind()).isEqualTo(Kind.INFO);
    }

    @Test
    void readsLabelsWithEscapesAndBlanks() throws Exception {
        Sample sample = PrometheusText.parse(
                        "m { a = \"x\\\\y\" , b=\"\\\"q\\\"\\n}\", c=\"ä\\t\" , } 1 1395066363000\n")
                .samples()
                .get(0);

        assertThat(sample.labels())
                .isEqualTo(Tags.of("a", "x\\y").and("b", "\"q\"\n}").and("c", "ä\\t"));
        assertThat(sample.timestampMillis()).hasValue(1395066363000L);
        assertThat(sample.family()).isEqualTo(new Family("m", Kind.UNTYPED, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "+Inf, Infinity",
        "-Inf, -Infinity",
        "NaN, NaN",
        "1.5e-3, 0.0015",
        "18446744073709551615, 1.8446744073709552e19"
    })
    void readsEveryNumber(String text, double value) throws Exception {
        assertThat(PrometheusText.parse("m " + text).number("m")).contains(value);
    }

    @Test
    void keepsOnlyWhatIsWanted() throws Exception {
        PrometheusText page = PrometheusText.parse("a 1\nb 2\na{x=\"y\"} 3\n", "a"::equals);

        assertThat(page.samples()).extracting(Sample::value).containsExactly(1L, 3L);
    }

    @Test
    void keepsNamesOfLabelsApart() throws Exception {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            page.append("m{l").append(i).append("=\"a\",l=\"b\"} ").append(i).append('\n');
        }
        for (Sample sample : PrometheusText.parse(page.toString()).samples()) {
            assertThat(sample.labels())
                    .isEqualTo(Tags.of("l" + sample.value(), "a").and("l", "b"));
        }
    }

    @Test
    void takesTheLastWordOfAFamilyAndNoneOfTheOneBefore() throws Exception {
        PrometheusText page = PrometheusText.parse(
                "# HELP a One. \n# TYPE a gauge\n# HELP a Two.\na 1\n# TYPE b counter\nb 2\n# HELP ab Three.\na 4\n");

        assertThat(page.samples())
                .extracting(Sample::family)
                .containsExactly(
                        new Family("a", Kind.GAUGE, "Two."),
                        new Family("b", Kind.COUNTER, ""),
                        new Family("a", Kind.UNTYPED, ""));
    }

    @Test
    void aSampleOfAnotherNameHasNoFamilyBefore() throws Exception {
        PrometheusText page = PrometheusText.parse("# TYPE go gauge\ngo 1\ngo_info 2\ngoroutines 3\n");

        assertThat(page.samples())
                .extracting(sample -> sample.family().name())
                .containsExactly("go", "go", "goroutines");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "html page | <html> | line 2 of the metrics: expected a name: \"<html>\"",
                "no value | m{a=\"b\"} | line 2 of the metrics: expected a number, got \"\"",
                "no number | m 12x | line 2 of the metrics: expected a number, got \"12x\"",
                "no quote | m{a=b} 1 | line 2 of the metrics: expected \"",
                "open quote | m{a=\"b} 1 | line 2 of the metrics: a quote has no end",
                "open labels | m{a=\"b\" | line 2 of the metrics: expected }",
                "no label | m{=\"b\"} 1 | line 2 of the metrics: expected a name",
                "bad time | m 1 now | line 2 of the metrics: expected a time, got \"now\"",
                "more text | m 1 2 3 | line 2 of the metrics: text behind the time"
            })
    void namesTheLineOfAnotherForm(String situation, String badLine, String message) {
        assertThatThrownBy(() -> PrometheusText.parse("ok 1\n" + badLine + "\nok 2\n"))
                .as(situation)
                .isInstanceOf(CheckException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesAnEmptyPageAndTooLargeOnes() {
        assertThatThrownBy(() -> PrometheusText.parse("")).hasMessageContaining("expected Prometheus metrics");
        String large = "m 1\n".repeat(PrometheusText.MAX_SAMPLES + 1);
        assertThatThrownBy(() -> PrometheusText.parse(large)).hasMessage("more than 50000 metrics on the page");
    }
}
