package io.puypuy.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.Style;
import io.puypuy.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptLineTest {
    @Test
    void readsTheFourWords() throws Exception {
        assertThat(ScriptLine.parse("random_gen 17 my_bash_random stack"))
                .isEqualTo(new ScriptLine("random_gen", 17L, "my_bash_random", Style.STACK, Tags.none()));
    }

    @Test
    void readsTagsInTheirOrder() throws Exception {
        Tags tags = ScriptLine.parse("a 1 t rate disk=sda host=web-2 url=http://x/?q=1")
                .tags();
        assertThat(tags).hasToString("{disk=sda, host=web-2, url=http://x/?q=1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 1 t rate\r", "  a\t1   t  rate  ", "a 1 t RATE"})
    void whiteSpaceAndCaseOfTheStyleDoNotMatter(String line) throws Exception {
        assertThat(ScriptLine.parse(line)).isEqualTo(new ScriptLine("a", 1L, "t", Style.RATE, Tags.none()));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "-5, -5",
        "+5, 5",
        "1.5, 1.5",
        ".5, 0.5",
        "5., 5",
        "1e3, 1000",
        "-2.5E-3, -0.0025",
        "9007199254740993, 9007199254740993",
        "18446744073709551615, 1.8446744073709552E19"
    })
    void readsNumbers(String word, String expected) throws Exception {
        Number value = ScriptLine.parse("a " + word + " t stack").value();
        assertThat(value.doubleValue()).isEqualTo(Double.parseDouble(expected));
    }

    @Test
    void wholeNumbersStayExact() throws Exception {
        assertThat(ScriptLine.parse("a 9007199254740993 t rate").value()).isEqualTo(9007199254740993L);
        assertThat(ScriptLine.parse("a -9223372036854775808 t rate").value()).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "-nan", "inf", "-Infinity", "1e999"})
    void notFiniteIsANumberToBeDropped(String word) throws Exception {
        assertThat(ScriptLine.parse("a " + word + " t stack").value().doubleValue())
                .isNotFinite();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a, expected: name value type style",
        "a 1 t, expected: name value type style",
        "a 1 t gauge, the style is neither stack nor rate",
        "a x t stack, the value is not a number",
        "a - t stack, the value is not a number",
        "a + t stack, the value is not a number",
        "a . t stack, the value is not a number",
        "a e t stack, the value is not a number",
        "a 1e t stack, the value is not a number",
        "a 1-2 t stack, the value is not a number",
        "a 0x10 t stack, the value is not a number",
        "a 1f t stack, the value is not a number",
        "a 1d t stack, the value is not a number",
        "'a 1,5 t stack', the value is not a number",
        "a ١ t stack, the value is not a number",
        "a 5% t stack, the value is not a number",
        "a 1 t stack extra, expected tag=value",
        "a 1 t stack =x, expected tag=value",
        "a 1 t stack x=, expected tag=value",
        "a 1 t stack x=1 x=2, the same tag twice",
    })
    void refusesALineOfAnotherForm(String line, String reason) {
        assertThatThrownBy(() -> ScriptLine.parse(line))
                .isInstanceOf(BadLineException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertThatThrownBy(() -> ScriptLine.parse("a".repeat(256) + " 1 t stack"))
                .hasMessage("the name is longer than 255 characters");
        StringBuilder line = new StringBuilder("a 1 t stack");
        for (int i = 0; i <= ScriptLine.MAX_TAGS; i++) {
            line.append(" t").append(i).append("=x");
        }
        assertThatThrownBy(() -> ScriptLine.parse(line.toString())).hasMessage("more than 16 tags");
        assertThatThrownBy(() -> ScriptLine.parse("a\u0000b 1 t stack")).hasMessage("control character");
    }
}
