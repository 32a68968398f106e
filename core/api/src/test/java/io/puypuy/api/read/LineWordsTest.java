package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineWordsTest {
    @Test
    void walksThroughLinesAndWords() throws CheckException {
        LineWords words = new LineWords("cpu0  12\t34 x\n\n  eth0:56 7.5\r\nlast");
        assertThat(words.nextLine()).isTrue();
        assertThat(words.lineStartsWith("cpu")).isTrue();
        assertThat(words.word()).isEqualTo("cpu0");
        assertThat(words.count()).isEqualTo(12);
        words.skip(1);
        assertThat(words.word()).isEqualTo("x");
        assertThat(words.hasWord()).isFalse();
        assertThat(words.nextLine()).isTrue();
        assertThat(words.hasWord()).isFalse();
        assertThat(words.nextLine()).isTrue();
        assertThat(words.upTo(':')).isEqualTo("eth0");
        assertThat(words.count()).isEqualTo(56);
        assertThat(words.decimal()).isEqualTo(7.5);
        assertThat(words.hasWord()).isFalse();
        assertThat(words.nextLine()).isTrue();
        assertThat(words.line()).isEqualTo("last");
        assertThat(words.rest()).isEqualTo("last");
        assertThat(words.nextLine()).isFalse();
    }

    @Test
    void aPrefixDoesNotReachIntoTheNextLine() {
        LineWords words = new LineWords("ab\ncd");
        words.nextLine();
        assertThat(words.lineStartsWith("ab\nc")).isFalse();
    }

    @Test
    void takesTheLargestCount() throws CheckException {
        LineWords words = new LineWords("9223372036854775807");
        words.nextLine();
        assertThat(words.count()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "12x", "-1", "", "99999999999999999999999"})
    void refusesWhatIsNoCount(String text) {
        LineWords words = new LineWords(text + "\n");
        words.nextLine();
        assertThatThrownBy(words::count).isInstanceOf(CheckException.class).hasMessageContaining(text);
    }

    @Test
    void namesTheLineThatLacksWords() {
        LineWords words = new LineWords("one two");
        words.nextLine();
        assertThatThrownBy(() -> words.skip(3))
                .isInstanceOf(CheckException.class)
                .hasMessage("expected more words in the line \"one two\"");
        assertThatThrownBy(() -> words.upTo(':')).isInstanceOf(CheckException.class);
    }
}
