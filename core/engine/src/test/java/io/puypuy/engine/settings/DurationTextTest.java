package io.puypuy.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "-5, 0 ms",
        "12, 12 ms",
        "1234, 1.2 s",
        "119000, 119 s",
        "559071, 9 min",
        "7500000, 2 h 5 min",
        "273600000, 3 d 4 h"
    })
    void saysHowLongAsPeopleDo(long millis, String text) {
        assertThat(DurationText.shortly(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "5s, 5000", "1 m, 60000", "2h, 7200000", "30d, 2592000000"})
    void readsWhatPeopleWrite(String text, long millis) {
        assertThat(DurationText.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"5", "s", "0s", "5 sec", "-5s", "1234567890s"})
    void takesNothingElse(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
