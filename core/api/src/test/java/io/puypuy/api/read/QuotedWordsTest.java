package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuotedWordsTest {
    @Test
    void separatesAtBlanksAndTabs() {
        assertThat(QuotedWords.split("  check_load\t-w 15,10,5  -c 30,25,20 "))
                .containsExactly("check_load", "-w", "15,10,5", "-c", "30,25,20");
        assertThat(QuotedWords.split(" \t ")).isEmpty();
    }

    @Test
    void quotesKeepBlanksAndTheOtherQuote() {
        assertThat(QuotedWords.split("check_http -s 'it \"works\"' -a \"a'b c\"'d'e '' "))
                .isEqualTo(List.of("check_http", "-s", "it \"works\"", "-a", "a'b cde", ""));
    }

    @Test
    void nothingOfAShellMeansAnything() {
        assertThat(QuotedWords.split("p $HOME `id` $(id) ; & | > * \\n \"\\\"" + " \\'x'"))
                .containsExactly("p", "$HOME", "`id`", "$(id)", ";", "&", "|", ">", "*", "\\n", "\\", "\\x");
    }

    @Test
    void aQuoteThatIsNotClosedIsRefused() {
        assertThatThrownBy(() -> QuotedWords.split("p 'a \" b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quote ' is not closed");
    }
}
