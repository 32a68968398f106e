package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyValueTextTest {
    @Test
    void readsApache() throws Exception {
        KeyValueText status = KeyValueText.parse(Recorded.reply("apache2-2.4.71-1.txt"), ':');

        assertThat(status.number("Total Accesses")).contains(30L);
        assertThat(status.number("DurationPerReq")).contains(0.266667);
        assertThat(status.number("ServerUptime")).isEmpty();
        assertThat(status.text("CurrentTime")).contains("Friday, 20-Nov-2026 18:23:25 UTC");
        assertThat(status.number("NoSuchField")).isEmpty();
    }

    @Test
    void readsRedisWithItsFrame() throws Exception {
        KeyValueText info = KeyValueText.parse(Recorded.reply("redis-7.0.15-1.txt"), ':');

        assertThat(info.number("used_memory")).contains(1077928L);
        assertThat(info.number("used_memory_peak_perc")).contains(95.55);
        assertThat(info.values()).doesNotContainKeys("# Memory", "+OK");
        assertThatThrownBy(() -> info.number("used_memory_human"))
                .isInstanceOf(CheckException.class)
                .hasMessage("\"used_memory_human\" is \"1.03M\", expected a number");
    }

    @Test
    void readsLinesWithAPrefix() throws Exception {
        String reply = Recorded.reply("memcached-1.6.18-1.txt");
        KeyValueText stats = KeyValueText.parse(reply, KeyValueText.WHITE_SPACE, "STAT ");

        assertThat(stats.number("pointer_size")).contains(64L);
        assertThat(stats.number("rusage_user")).contains(0.006014);
        assertThat(stats.values()).doesNotContainKey("END");
    }

    @Test
    void passesUnitsOver() throws Exception {
        KeyValueText memory = KeyValueText.parse("MemTotal:       16384 kB\nHugePages:\t0", ':');

        assertThat(memory.number("MemTotal")).contains(16384L);
        assertThat(memory.number("HugePages")).contains(0L);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 9223372036854775807",
        "-5, -5",
        "+5, 5",
        "5.0, 5",
        "2.9e+07, 29000000",
        "1e18, 1000000000000000000"
    })
    void wholeNumbersAreLongs(String text, long number) throws Exception {
        assertThat(KeyValueText.parse("a=" + text, '=').number("a")).contains(number);
    }

    @ParameterizedTest
    @CsvSource({"18446744073709551616, 1.8446744073709552e19", ".5, 0.5", "1e-3, 0.001", "1e20, 1e20"})
    void othersAreDoubles(String text, double number) throws Exception {
        assertThat(KeyValueText.parse("a=" + text, '=').number("a")).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1d", "1.2.3", "--1", "e", ".", "-", "1_000"})
    void refusesWhatIsNoDecimalNumber(String text) throws Exception {
        KeyValueText fields = KeyValueText.parse("a=" + text, '=');

        assertThatThrownBy(() -> fields.number("a")).hasMessageContaining("expected a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "<html><body>no</body></html>", ":only value"})
    void refusesTextOfAnotherForm(String text) {
        assertThatThrownBy(() -> KeyValueText.parse(text, ':'))
                .isInstanceOf(CheckException.class)
                .hasMessageStartingWith("expected lines of \"NAME:VALUE\", got ");
    }
}
