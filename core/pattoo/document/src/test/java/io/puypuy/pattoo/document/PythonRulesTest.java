package io.puypuy.pattoo.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodeBuffer;
import java.math.BigInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Python 3.11 does; about three million cases were compared with it when this was written. */
class PythonRulesTest {
    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "0.1, 0.1",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "123456789012345680.0, 1.2345678901234568e+17",
        "1e22, 1e+22",
        "1e-4, 0.0001",
        "1e-5, 1e-05",
        "1.5e-7, 1.5e-07",
        "1e100, 1e+100",
        "4.9E-324, 5e-324",
        "2.2E-322, 2.2e-322",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "2.0E-3, 0.002",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void spellsNumbers(double value, String text) {
        assertThat(PythonNumber.spelling(value)).isEqualTo(text);
        assertThat(new String(DocumentForm.value(value, new EncodeBuffer()).toByteArray(), US_ASCII))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "' 42 ', 42",
        "+5, 5",
        "-.5, -0.5",
        "5., 5",
        "1_000.5, 1000.5",
        "1e3, 1000",
        "1E-3, 0.001",
        "1_0e1_0, 1e11",
        "'\u00a07\u3000', 7",
        "١٢٣, 123",
        "९.५, 9.5",
        "9007199254740993, 9007199254740992"
    })
    void readsText(String text, double value) {
        assertThat(PythonNumber.read(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0x10",
                "1,5",
                "abc",
                "1__0",
                "_1",
                "1_",
                "1_.5",
                "1._5",
                "1e",
                "e5",
                ".",
                "+",
                "--1",
                "1 2",
                "1e5.5",
                "nan",
                "inf",
                "-Infinity",
                "1e400",
                "²"
            })
    void readsNoOtherText(String text) {
        assertThat(PythonNumber.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ÄÖ, äö",
        "ΟΔΟΣ, οδος",
        "ΣΑΣ Σ, σας σ",
        "ΑΣ'Β, ασ'β",
        "ΑΣ', ας'",
        "İ, i\u0307",
        "ẞ, ß",
        "ǅ, ǆ",
        "𐐀, 𐐨",
        "ŉ, ŉ"
    })
    void lowersByUnicodesRules(String text, String lower) {
        assertThat(PythonText.lower(text)).isEqualTo(lower);
    }

    @Test
    void trimsWhateverIsWhiteSpace() {
        assertThat(PythonText.strip("\u001c\u0085\u00a0\u1680\u2003\u2028\u202f\u205f\u3000\t x \u200b\n"))
                .isEqualTo("x \u200b");
        assertThat(PythonText.strip(" \t ")).isEmpty();
    }

    @Test
    void numbersThatAreNoneMakeADatapointInvalid() {
        for (Object value : new Object[] {Double.NaN, Double.POSITIVE_INFINITY, "nan", "-inf", "1e400"}) {
            assertThat(Datapoint.of("k", value, DataType.FLOAT).isValid()).isFalse();
            assertThat(Datapoint.of("k", value, DataType.INTEGER).isValid()).isFalse();
        }
        // As text they are text.
        assertThat(Datapoint.of("k", Double.NaN, DataType.TEXT).value()).isEqualTo("nan");
        assertThat(Datapoint.of("k", "inf", DataType.TEXT).value()).isEqualTo("inf");
    }

    @Test
    void cutsTimesAndKeepsTheOneOfNowWhereThereIsNone() {
        Datapoint point = Datapoint.of("k", 1, DataType.INTEGER).at(7);
        assertThat(point.atAny("1578071455000.9").timestampMillis()).isEqualTo(1578071455000L);
        assertThat(point.atAny(" 12 ").timestampMillis()).isEqualTo(12L);
        assertThat(point.atAny(-1.5).timestampMillis()).isEqualTo(-1L);
        assertThat(point.atAny("soon").timestampMillis()).isEqualTo(7L);
        assertThat(point.atAny(true).timestampMillis()).isEqualTo(7L);
        assertThat(point.atAny(null).timestampMillis()).isEqualTo(7L);
        assertThat(point.atAny(1e300).isValid()).isFalse();
        assertThat(Datapoint.of("k", 1, DataType.INTEGER).timestampMillis())
                .isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
    }

    @Test
    void takesEveryKindOfJavasNumbers() {
        assertThat(Datapoint.of("k", (short) 5, DataType.INTEGER).value()).isEqualTo(5L);
        assertThat(Datapoint.of("k", (byte) 5, DataType.INTEGER).value()).isEqualTo(5L);
        assertThat(Datapoint.of("k", 0.5f, DataType.FLOAT).value()).isEqualTo(0.5);
        assertThat(Datapoint.of("k", BigInteger.TEN, DataType.COUNTER64).value())
                .isEqualTo(10L);
        assertThat(Datapoint.of("k", BigInteger.TWO.pow(64), DataType.COUNTER64).value())
                .isEqualTo(BigInteger.TWO.pow(64));
        assertThat(Datapoint.of("k", new Object(), DataType.INTEGER).isValid()).isFalse();
    }

    @Test
    void halfACharacterSpoilsAText() {
        assertThat(Datapoint.of("k\ud800", 1, DataType.INTEGER).isValid()).isFalse();
        assertThat(Datapoint.of("k", "\udc00", DataType.TEXT).isValid()).isFalse();
        assertThat(Datapoint.of("k", 1, DataType.INTEGER)
                        .with("a", "\ud800")
                        .identity()
                        .metadata())
                .isEmpty();
    }

    @Test
    void aNewValueKeepsTheChecksum() {
        AgentIdentity agent = new AgentIdentity("id", "program", "host");
        Datapoint point = Datapoint.of("k", 1, DataType.INTEGER).with("a", "b");
        String checksum = point.identity().checksum(agent, "t");
        assertThat(point.value(2).identity().checksum(agent, "t")).isSameAs(checksum);
        assertThat(point.value(2).identity().checksum(agent, "other")).isNotEqualTo(checksum);
        assertThat(point.with("c", "d").identity().checksum(agent, "t")).isNotEqualTo(checksum);
        assertThat(point.withUnchecked("c", "d").identity().checksum(agent, "t"))
                .isEqualTo(checksum);
        assertThat(point.value("2").value()).isEqualTo(2L);
    }
}
