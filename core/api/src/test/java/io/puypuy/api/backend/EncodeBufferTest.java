package io.puypuy.api.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Tags;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodeBufferTest {
    private static final long SEED = 20_261_121;

    private final EncodeBuffer buffer = new EncodeBuffer();

    private String decimal(double value) {
        buffer.truncate(0);
        return new String(buffer.decimal(value).toByteArray(), StandardCharsets.US_ASCII);
    }

    private String decimal(long value) {
        buffer.truncate(0);
        return new String(buffer.decimal(value).toByteArray(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "0.42, 0.42",
        "12.5, 12.5",
        "-12.5, -12.5",
        "100.0, 100.0",
        "0.1, 0.1",
        "0.3, 0.3",
        "2.0e-3, 0.002",
        "1.2345e-5, 0.000012345",
        "1e-5, 0.00001",
        "9.9e-6, 9.9E-6",
        "1e-7, 1.0E-7",
        "123456789012, 123456789012.0",
        "123456789012345, 123456789012345.0",
        "9007199254740992, 9.007199254740992E15",
        "1e15, 1.0E15",
        "999999999999999, 999999999999999.0",
        "1e23, 1.0E23",
        "4.9e-324, 4.9E-324",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.7976931348623157E308, 1.7976931348623157E308",
        "9.5367431640625E-7, 9.5367431640625E-7",
        "4.35, 4.35",
        "2.2204460492503131e-16, 2.220446049250313E-16"
    })
    void writesTheShortestNumber(double value, String expected) {
        assertThat(decimal(value)).isEqualTo(expected);
    }

    @Test
    void everyNumberReadsBackAsTheSameAndIsNoLongerThanThatOfTheJdk() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300_000; i++) {
            double value =
                    switch (i % 4) {
                        case 0 -> Double.longBitsToDouble(random.nextLong());
                        case 1 -> random.nextInt(1_000_000) / 100.0;
                        case 2 -> random.nextDouble() * 1e9;
                        default -> Math.scalb(1.0, random.nextInt(2040) - 1020);
                    };
            if (Double.isFinite(value)) {
                String text = decimal(value);
                assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
                        .as("seed %d, %s", SEED, text)
                        .isEqualTo(Double.doubleToRawLongBits(value));
                assertThat(significantDigits(text)).isLessThanOrEqualTo(significantDigits(Double.toString(value)));
            }
        }
    }

    private static int significantDigits(String text) {
        return new BigDecimal(text).stripTrailingZeros().precision();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                9,
                10,
                99,
                100,
                12345,
                Integer.MAX_VALUE,
                2147483648L,
                1L << 53,
                Long.MAX_VALUE,
                -1,
                -10,
                Long.MIN_VALUE
            })
    void writesWholeNumbers(long value) {
        assertThat(decimal(value)).isEqualTo(Long.toString(value));
    }

    @Test
    void writesAllLengthsOfWholeNumbers() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(decimal(value)).isEqualTo(Long.toString(value));
        }
    }

    @Test
    void escapesWhatJsonForbids() {
        buffer.jsonString("a\"b\\c\nd\u0001é€");
        assertThat(new String(buffer.toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("\"a\\\"b\\\\c\\u000ad\\u0001é€\"");
    }

    @Test
    void writesTagsAsAnObject() {
        buffer.jsonObject(Tags.none());
        buffer.jsonObject(Tags.of("host", "a\"b").and("disk", "é"));
        assertThat(new String(buffer.toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("{}{\"host\":\"a\\\"b\",\"disk\":\"é\"}");
    }
}
