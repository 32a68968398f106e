package io.puypuy.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.puypuy.api.CheckException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryMapTest {
    @Test
    void readsBothKindsOfQuotes() throws CheckException {
        assertThat(QueryMap.parse("{'a': \"SELECT 'x'\", \"b\" : 'SELECT \"y\"',}"))
                .containsExactly(entry("a", "SELECT 'x'"), entry("b", "SELECT \"y\""));
        assertThat(QueryMap.parse(" { } ")).isEmpty();
    }

    @Test
    void keepsBackslashesOfPatterns() throws CheckException {
        assertThat(QueryMap.parse("{\"a\": \"x LIKE 'a\\_b' OR \\\"c\\\" \\\\ \\n\"}"))
                .containsEntry("a", "x LIKE 'a\\_b' OR \"c\" \\ \n");
    }

    @Test
    void readsTheEscapesOfJson() throws CheckException {
        assertThat(QueryMap.parse("{\"a\": \"caf\\u00e9 \\uD83D\\ude00 \\u00E\\r\\b\\f\\/\\u0041\"}"))
                .containsEntry("a", "caf\u00e9 \ud83d\ude00 \\u00E\r\b\f/A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1",
                "{\"a\"}",
                "{\"a\": 1}",
                "{\"a\": \"b",
                "{\"a\": \"b\"} x",
                "{\"a\": \"b\" \"c\": \"d\"}",
                "{\"a\": \"\"}",
                "{\"a\": \"b\", \"a\": \"c\"}",
                "[\"a\"]",
                "{\"a\": \"b\\"
            })
    void refusesWhatIsNoMapOfTexts(String text) {
        assertThatThrownBy(() -> QueryMap.parse(text))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining("at character");
    }
}
