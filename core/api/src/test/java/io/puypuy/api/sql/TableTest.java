package io.puypuy.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    @ParameterizedTest
    @ValueSource(strings = {"7d", "7f", "0x1p3", "NaN", "Infinity", "1e999", "7 ", "", "-", "seven"})
    void whatIsNoDecimalNumberIsAFault(String text) {
        assertThatThrownBy(() -> Table.parse("Uptime", text))
                .isInstanceOf(CheckException.class)
                .hasMessage("\"Uptime\" is \"" + text + "\", expected a number");
    }

    @Test
    void numbersKeepTheirDigits() throws Exception {
        assertThat(Table.parse("a", "-9007199254740993")).isEqualTo(-9007199254740993L);
        assertThat(Table.parse("a", "18446744073709551615")).isEqualTo(1.8446744073709552E19);
        assertThat(Table.parse("a", "0.25")).isEqualTo(0.25);
    }

    @Test
    void valuesAreStrippedAndMayBeAbsent() throws Exception {
        Table table = new Table(List.of("n", "v"), List.of(Map.of("n", "a", "v", " 7 "), Map.of("n", "b", "v", " ")));
        Table.Values values = table.values("n", "v");
        assertThat(values.number("a")).contains(7L);
        assertThat(values.number("b")).isEmpty();
        assertThat(values.number("c")).isEmpty();
    }
}
