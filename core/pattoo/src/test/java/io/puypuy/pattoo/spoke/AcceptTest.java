package io.puypuy.pattoo.spoke;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML; charset=utf-8",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
                "application/json;q=0.5, text/html;q=0.9",
                "text/html, application/json"
            })
    void browsersGetThePage(String header) {
        assertThat(Accept.prefersHtml(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "text/*",
                "text/html;q=0",
                "application/json, text/html;q=0.9",
                "text/htmlx",
                ",;,q=1"
            })
    void programsGetTheDocument(String header) {
        assertThat(Accept.prefersHtml(header)).isFalse();
    }

    @Test
    void whoSaysNothingGetsTheDocument() {
        assertThat(Accept.prefersHtml(null)).isFalse();
    }
}
