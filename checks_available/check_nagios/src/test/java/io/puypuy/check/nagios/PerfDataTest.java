package io.puypuy.check.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerfDataTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "word", "=1", "''=1", "a=", "a=x", "a=1,5", "'a", "'a b=1", "'a'b=1", "a=0x10", "a=--1", "a=1=2",
                "a=NaN", "a=1'2"
            })
    void whatIsNoValueIsToldAndCostsOthersNothing(String word) {
        PerfData data = PerfData.parse("  first=1 " + word);
        assertThat(data.items()).hasSize(1);
        assertThat(data.unread()).singleElement().asString().isEqualTo(word);
    }

    @Test
    void anUnclosedQuoteEndsWithTheText() {
        assertThat(PerfData.parse("'never ending=1 b=2 c=3").unread()).containsExactly("'never ending=1 b=2 c=3");
        assertThat(PerfData.parse("'").unread()).containsExactly("'");
        assertThat(PerfData.parse("'''").unread()).containsExactly("'''");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "10|-|10",
                "10:|10|-",
                "~:10|-|10",
                "10:20|10|20",
                "@10:20|10|20",
                ":5|-|5",
                "-1.5:+2e1|-1.5|20",
                "''|-|-",
                "~|-|-",
                "x|-|-",
                "1:2:3|-|-",
                "1;2|-|-"
            })
    void rangesHaveTheirEnds(String text, @Nullable Double low, @Nullable Double high) {
        assertThat(Range.parse(text)).isEqualTo(new Range(end(low), end(high)));
    }

    private static OptionalDouble end(@Nullable Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    @ParameterizedTest
    @CsvSource({
        "load1, load1",
        "/, rootfs",
        "/var/lib/mysql, var_lib_mysql",
        "Free Space %, free_space",
        "STATE, state_value",
        "Ü, value",
        "eth0::in-octets, eth0_in_octets"
    })
    void labelsBecomePartsOfNames(String label, String name) {
        assertThat(PerfMetrics.name(label)).isEqualTo(name);
    }
}
