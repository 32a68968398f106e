package io.puypuy.backend.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.UnsendablePointException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LineProtocolTest {
    private static final Origin NOWHERE = new Origin("", "", "", "");
    private static final NumberTypes USUAL = new NumberTypes(true, Set.of());

    private static String line(NumberTypes types, DataPoint point) throws UnsendablePointException {
        EncodeBuffer out = new EncodeBuffer();
        new LineProtocol(types).encode(point, out);
        return new String(out.toByteArray(), UTF_8);
    }

    private static DataPoint one(Metric metric, Tags tags) {
        return DataPoint.of(new Series(metric, NOWHERE, tags), 1_700_000_000_000L, 1);
    }

    private static String key(String name, Tags tags) throws UnsendablePointException {
        String line = line(USUAL, one(Metric.integer(name, ""), tags));
        return line.substring(0, line.length() - " value=1i 1700000000000".length());
    }

    @Test
    void hasTheTagsInTheOrderOfTheirNames() throws UnsendablePointException {
        Origin origin = new Origin("web1", "east", "", "hall 2");
        Series series = new Series(Metric.floating("load", "").type("system"), origin, Tags.of("core", "cpu0"));

        assertThat(line(USUAL, DataPoint.of(series, -5, 0.25)))
                .isEqualTo("load,cluster=east,core=cpu0,host=web1,location=hall\\ 2,type=system value=0.25 -5");
    }

    private static List<Arguments> metricNames() {
        return List.of(
                arguments("plain", "plain"),
                arguments("a b", "a\\ b"),
                arguments("a,b", "a\\,b"),
                arguments("a=b", "a=b"),
                arguments("it's \"it\"", "it's\\ \"it\""),
                arguments("#1", "\uff031"),
                arguments("no#1", "no#1"),
                arguments("a\\b", "a\uff3cb"),
                arguments("a\\", "a\uff3c"),
                arguments("a\nb\tc\u0000\u007f", "a\u240ab\u2409c\u2400\u2421"),
                arguments("日本", "日本"));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource("metricNames")
    void metricsHaveNamesThatReadBack(String name, String expected) throws UnsendablePointException {
        assertThat(key(name, Tags.none())).isEqualTo(expected + ",type=untyped");
    }

    private static List<Arguments> tagTexts() {
        return List.of(
                arguments(" ", "\\ "),
                arguments("a b", "a\\ b"),
                arguments("a,b", "a\\,b"),
                arguments("a=b", "a\\=b"),
                arguments("\"a\"", "\"a\""),
                arguments("#1", "#1"),
                arguments("a\\b", "a\\b"),
                arguments("C:\\dir\\", "C:\\dir\uff3c"),
                arguments("\\", "\uff3c"),
                arguments("\\\\", "\\\uff3c"),
                arguments("a\\,b", "a\\\\,b"),
                arguments("a\r\nb", "a\u240d\u240ab"),
                arguments("𝄞", "𝄞"));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource("tagTexts")
    void tagsReadBack(String text, String expected) throws UnsendablePointException {
        assertThat(key("m", Tags.of(text, "x")))
                .isIn("m," + expected + "=x,type=untyped", "m,type=untyped," + expected + "=x");
        assertThat(key("m", Tags.of("a", text))).isEqualTo("m,a=" + expected + ",type=untyped");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "time, time_",
        "time_, time__",
        "_field, _field_",
        "_measurement, _measurement_",
        "Time, Time",
        "times, times",
        "my_time, my_time"
    })
    void tagsThatInfluxDbKeepsForItselfGetAnotherName(String name, String expected) throws UnsendablePointException {
        assertThat(key("m", Tags.of(name, "x"))).contains("," + expected + "=x");
        assertThat(key("m", Tags.of("a", name))).isEqualTo("m,a=" + name + ",type=untyped");
    }

    @Test
    void keepsTagsApartThatTheNewNamesCouldMeet() throws UnsendablePointException {
        assertThat(key("m", Tags.of("time", "1").and("time_", "2"))).isEqualTo("m,time_=1,time__=2,type=untyped");
    }

    @Test
    void wholeNumbersAreIntegersUnlessTheSettingsSayOtherwise() throws UnsendablePointException {
        DataPoint whole = one(Metric.integer("bytes", ""), Tags.none());
        DataPoint floating = one(Metric.floating("load", ""), Tags.none());

        assertThat(line(USUAL, whole)).isEqualTo("bytes,type=untyped value=1i 1700000000000");
        assertThat(line(USUAL, floating)).isEqualTo("load,type=untyped value=1.0 1700000000000");
        assertThat(line(new NumberTypes(false, Set.of()), whole)).contains(" value=1.0 ");
        assertThat(line(new NumberTypes(true, Set.of("bytes")), whole)).contains(" value=1.0 ");
        assertThat(line(new NumberTypes(true, Set.of("load")), whole)).contains(" value=1i ");
    }

    @Test
    void refusesWhatInfluxDbCannotTake() throws UnsendablePointException {
        Series series = new Series(Metric.integer("m", ""), NOWHERE, Tags.none());
        assertThat(line(USUAL, DataPoint.of(series, 9_223_372_036_854L, 1))).endsWith(" 9223372036854");
        assertThat(line(USUAL, DataPoint.of(series, -9_223_372_036_854L, 1))).endsWith(" -9223372036854");
        for (long millis : new long[] {9_223_372_036_855L, -9_223_372_036_855L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> line(USUAL, DataPoint.of(series, millis, 1)))
                    .isInstanceOf(UnsendablePointException.class)
                    .hasMessageContaining("1677 to 2262");
        }
        // Each comma costs two bytes.
        Tags longest = Tags.of("a", ",".repeat((65_526 - "m,a=,type=untyped".length()) / 2) + "x");
        assertThat(key("m", longest)).hasSize(65_526);
        assertThatThrownBy(() -> key("mm", longest))
                .isInstanceOf(UnsendablePointException.class)
                .hasMessageContaining("65526 bytes");
    }
}
