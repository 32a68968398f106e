package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {
    private static final Json JSON = Json.of(Map.of(
            "heap", Map.of("used", 5L, "share", 0.5, "whole", 7.0, "max.size", 9L),
            "a.b", Map.of("c", 1L),
            "names", List.of("x", "y"),
            "on", true));

    @Test
    void findsByPath() throws Exception {
        assertThat(JSON.number("heap.used")).contains(5L);
        assertThat(JSON.number("heap.share")).contains(0.5);
        assertThat(JSON.number("heap.none")).isEmpty();
        assertThat(JSON.number("heap.used.deeper")).isEmpty();
        assertThat(JSON.text("on")).contains("true");
    }

    @Test
    void findsNamesWithAPointInThem() throws Exception {
        assertThat(JSON.number("a.b.c")).contains(1L);
        assertThat(JSON.number("heap.max.size")).contains(9L);
    }

    @Test
    void aWholeFloatingNumberIsALong() throws Exception {
        assertThat(JSON.number("heap.whole")).contains(7L);
    }

    @Test
    void goesThroughArraysAndObjects() throws Exception {
        assertThat(JSON.get("names").elements()).extracting(Json::toString).containsExactly("x", "y");
        assertThat(JSON.get("a.b").members()).containsOnlyKeys("c");
        assertThat(Json.of(null).isNull()).isTrue();
    }

    @Test
    void saysWhatIsMissingOrOfAnotherForm() {
        assertThatThrownBy(() -> JSON.get("none"))
                .isInstanceOf(CheckException.class)
                .hasMessage("the reply has no \"none\"");
        assertThatThrownBy(() -> JSON.number("names")).hasMessage("\"names\" is \"[x, y]\", expected a number");
        assertThatThrownBy(JSON::elements).hasMessageStartingWith("expected a JSON array");
        assertThatThrownBy(() -> JSON.get("names").members()).hasMessageStartingWith("expected a JSON object");
    }
}
