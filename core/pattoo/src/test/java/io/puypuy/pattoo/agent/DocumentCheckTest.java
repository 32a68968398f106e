package io.puypuy.pattoo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentCheckTest {
    private static final String DOCUMENT = "{\"pattoo_agent_timestamp\": 1, \"pattoo_agent_id\": \"a\","
            + " \"pattoo_agent_polling_interval\": 2, \"pattoo_datapoints\": {}}";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01_stock.output.json", "spoke_reply.json"})
    void takesWhatPattooWrote(String golden) throws IOException {
        try (InputStream in = DocumentCheckTest.class.getResourceAsStream("/golden/" + golden)) {
            assertThat(in).isNotNull();
            assertThat(DocumentCheck.fault(in.readAllBytes())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void takesEveryEncodingThatTheServerTakes(String charset) {
        assertThat(DocumentCheck.fault(DOCUMENT.getBytes(Charset.forName(charset))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-Infinity", "null", "[]", "\"text\"", "1e400", "{\"a\": [{}, true]}"})
    void doesNotLookIntoTheDatapoints(String datapoints) {
        assertThat(DocumentCheck.fault(bytes(DOCUMENT.replace("{}", datapoints))))
                .isEmpty();
    }

    @Test
    void takesNumbersOfAnyLength() {
        assertThat(DocumentCheck.fault(bytes(DOCUMENT.replace("{}", "1".repeat(5_000)))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "empty | '' | it is empty",
                "white space | ' ' | it is empty",
                "a page | <html> | it is not JSON",
                "no object | [1] | no object",
                "a text | '\"x\"' | no object",
                "empty object | {} | keys are missing",
                "one key | '{\"pattoo_agent_id\": 1}' | keys are missing",
                "torn | '{\"pattoo_agent_id\": ' | it is not JSON",
                "two | '{} {}' | something is behind",
            })
    void refusesWhatIsNone(String situation, String text, String words) {
        assertThat(DocumentCheck.fault(bytes(text)))
                .as(situation)
                .get()
                .asString()
                .contains(words);
    }

    @Test
    void namesTheKeyThatIsTooMuch() {
        assertThat(DocumentCheck.fault(bytes(DOCUMENT.replace("{}}", "{}, \"more\": 1}"))))
                .get()
                .asString()
                .contains("\"more\"");
    }

    @Test
    void refusesWhatNestsDeeply() {
        assertThat(DocumentCheck.fault(bytes(DOCUMENT.replace("{}", "[".repeat(100_000)))))
                .get()
                .asString()
                .contains("it is not JSON")
                .hasSizeLessThan(200);
    }
}
