package io.puypuy.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {
    @Test
    void leavesNothingThatHtmlUnderstands() {
        assertThat(HtmlText.escaped("<a href='x' title=\"y\">&amp;</a>\0"))
                .isEqualTo("&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;\ufffd");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        assertThat(HtmlText.escaped("Grüße, 100 % /\n\t")).isEqualTo("Grüße, 100 % /\n\t");
    }
}
