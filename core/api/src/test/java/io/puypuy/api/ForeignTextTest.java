package io.puypuy.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
    @Test
    void controlCharactersOfBothGroupsAreBlanks() {
        assertThat(ForeignText.oneLine("a\r\nb\u001b[31mc\u009b31md\u007f")).isEqualTo("a b [31mc 31md ");
        assertThat(ForeignText.oneLine(" plain\u00a0text \u00e9")).isEqualTo(" plain\u00a0text \u00e9");
    }

    @Test
    void messageQuotesNoCommandsOfTheTerminal() {
        assertThat(CheckException.quoted("\u009b31m\n")).isEqualTo("\" 31m \"");
    }
}
