package io.puypuy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
    @Test
    void readsEveryKindOfValue() throws Exception {
        Json json = JsonReader.parse("""
                {"text":"ä\\u00e4\\n","whole":-5,"share":0.25,"yes":true,"no":false,"nothing":null,"list":[1,[2],{}]}""");

        assertThat(json.text("text")).contains("ää\n");
        assertThat(json.number("whole")).contains(-5L);
        assertThat(json.number("share")).contains(0.25);
        assertThat(json.text("yes")).contains("true");
        assertThat(json.text("no")).contains("false");
        assertThat(json.find("nothing")).isEmpty();
        assertThat(json.get("list").elements()).extracting(Json::toString).containsExactly("1", "[2]", "{}");
        assertThat(json.members().keySet()).containsExactly("text", "whole", "share", "yes", "no", "nothing", "list");
    }

    @Test
    void keepsAllDigitsOf64BitsAndFloatsBeyond() throws Exception {
        Json json = JsonReader.parse("{\"a\":9223372036854775807,\"b\":18446744073709551615,\"c\":1.0}");

        assertThat(json.number("a")).contains(Long.MAX_VALUE);
        assertThat(json.number("b")).contains(1.8446744073709552e19);
        assertThat(json.number("c")).contains(1L);
    }

    @Test
    void theLastOfTwoMembersOfOneNameCounts() throws Exception {
        assertThat(JsonReader.parse("{\"a\":1,\"a\":2}").number("a")).contains(2L);
    }

    @Test
    void aBareValueIsJson() throws Exception {
        assertThat(JsonReader.parse(" null ").isNull()).isTrue();
        assertThat(JsonReader.parse("[]").elements()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":NaN}", "[Infinity]", "{'a':1}", "{\"a\":1", "[1,]", "<html>", "{\"a\" 1}", "[\"\n\"]"})
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> JsonReader.parse(text))
                .isInstanceOf(CheckException.class)
                .hasMessageStartingWith("expected JSON, got ")
                .hasMessageContaining("(wrong in line ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | expected JSON, got \"\"",
                "{} {} | text behind the JSON value in line 1, column 4: \"{} {}\"",
                "1 2 | text behind the JSON value in line 1, column 3: \"1 2\""
            })
    void refusesNothingAndTooMuch(String text, String message) {
        assertThatThrownBy(() -> JsonReader.parse(text))
                .isInstanceOf(CheckException.class)
                .hasMessage(message);
    }

    @Test
    void goesTwoHundredLevelsDeepAndNotFurther() throws Exception {
        assertThat(JsonReader.parse("[".repeat(200) + "]".repeat(200)).elements())
                .hasSize(1);
        assertThatThrownBy(() -> JsonReader.parse("[".repeat(201) + "]".repeat(201)))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining("200");
        assertThatThrownBy(() -> JsonReader.parse("[".repeat(1_000_000))).isInstanceOf(CheckException.class);
    }

    @Test
    void refusesNumbersOfAbsurdLength() {
        assertThatThrownBy(() -> JsonReader.parse("1".repeat(100_000))).isInstanceOf(CheckException.class);
    }
}
