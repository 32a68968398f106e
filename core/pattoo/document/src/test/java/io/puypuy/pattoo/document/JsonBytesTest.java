package io.puypuy.pattoo.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.puypuy.api.backend.EncodeBuffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON is asked of Jackson too. */
class JsonBytesTest {
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final String BYTES = "{}[]\",:\\/.-+eE0123456789 \ttrufalsn\u0000\u001f\u007f";

    private static boolean isJson(byte[] text) {
        JsonBytes json = new JsonBytes(text, 1000);
        try {
            json.skip();
            return json.peek() == JsonBytes.END;
        } catch (DocumentException e) {
            return false;
        }
    }

    private static boolean isJsonToJackson(byte[] text) {
        try (JsonParser parser = JACKSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            int level = 0;
            do {
                level += parser.currentToken().isStructStart()
                        ? 1
                        : parser.currentToken().isStructEnd() ? -1 : 0;
                if (parser.currentToken().isScalarValue()) {
                    // Reads it to its end.
                    parser.getText();
                }
                parser.nextToken();
            } while (level > 0 && parser.currentToken() != null);
            return parser.currentToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void takesAndRefusesWhatAnotherReaderDoes() {
        Random random = new Random(4);
        byte[][] texts = {
            Golden.bytes("13_nothing_valid.output.json"),
            "{\"a\":[1,-2.5e-3,{\"b\":null},true,\"\\u00e9\\n\",[],{}],\"é\":false}".getBytes(UTF_8)
        };
        int taken = 0;
        for (int i = 0; i < 15_000; i++) {
            byte[] text = texts[i % texts.length].clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                text[random.nextInt(text.length)] = (byte) BYTES.charAt(random.nextInt(BYTES.length()));
            }
            boolean isJson = isJson(text);
            if (isJson != isJsonToJackson(text)) {
                throw new AssertionError((isJson ? "taken" : "refused") + " wrongly: " + new String(text, ISO_8859_1));
            }
            taken += isJson ? 1 : 0;
        }
        assertThat(taken).isBetween(2_000, 13_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "[1 2]",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "--1",
                "0x10",
                "1_0",
                "tru",
                "truee",
                "nul",
                "nan",
                "Inf",
                "\"",
                "\"\\",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "'a'",
                "\"a\nb\"",
                "[1]]",
                "{}{}",
                "-Inf",
                "1a"
            })
    void refusesWhatIsNoJson(String text) {
        assertThat(isJson(text.getBytes(UTF_8))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "-Infinity", "[NaN,Infinity]", "-0", "1E5", "\"\\ud800\"", " \t\r\n[ ] "})
    void takesWhatPythonTakes(String text) {
        assertThat(isJson(text.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "7",
                "999999999999999999",
                "1000000000000000000",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "18446744073709551615",
                "123456789012345678901234567890"
            })
    void readsWholeNumbersOfAnySize(String text) throws DocumentException {
        Object value = new JsonBytes(text.getBytes(UTF_8), 10).value();
        assertThat(value).isEqualTo(PythonNumber.narrow(new BigInteger(text)));
    }

    @Test
    void readsFloatingNumbersAsJavaDoes() throws DocumentException {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String text =
                    switch (i % 4) {
                        case 0 -> PythonNumber.spelling(finite(random));
                        case 1 ->
                            BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), random.nextInt(25))
                                    .toPlainString();
                        case 2 -> random.nextInt(1000) + "." + random.nextInt(100_000);
                        default -> random.nextInt(100_000) + "e" + (random.nextInt(60) - 30);
                    };
            boolean isWhole = text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
            Object expected = isWhole ? PythonNumber.narrow(new BigInteger(text)) : (Object) Double.parseDouble(text);
            Object value = new JsonBytes(text.getBytes(UTF_8), 10).value();
            if (!expected.equals(value)) {
                throw new AssertionError(text + " was read as " + value);
            }
        }
    }

    private static double finite(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "é日本𝄞", "\\\"/\b\f\n\r\t\u0000", "\u007f\u0080\u07ff\u0800\uffff"})
    void readsTextAsItWasWritten(String text) throws Exception {
        byte[] escaped = DocumentForm.text(text, new EncodeBuffer()).toByteArray();
        assertThat(new JsonBytes(escaped, 100).value()).isEqualTo(text);
        byte[] utf8 = new EncodeBuffer().jsonString(text).toByteArray();
        assertThat(new JsonBytes(utf8, 100).value()).isEqualTo(text);
    }

    /** Of every length and with every byte at every place, also beside what lies a bit away from it. */
    @Test
    void plainCharactersEndWhereTheFirstOtherIs() {
        for (int length = 0; length <= 20; length++) {
            for (int place = 0; place < length; place++) {
                for (int other = 0; other < 256; other++) {
                    byte[] text = "[]!# ~a0[]!# ~a0[]!#".substring(0, length).getBytes(ISO_8859_1);
                    text[place] = (byte) other;
                    boolean plain = other >= ' ' && other < 0x80 && other != '"' && other != '\\';
                    assertThat(JsonText.plainEnd(text, 0)).isEqualTo(plain ? length : place);
                    assertThat(JsonText.plainEnd(text, place)).isEqualTo(plain ? length : place);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c080",
                "c1bf",
                "e08080",
                "eda080",
                "f08080af",
                "f4908080",
                "f5808080",
                "c3",
                "e282",
                "c328"
            })
    void refusesWhatIsNotUtf8(String hex) {
        String text = "\"" + new String(HexFormat.of().parseHex(hex), ISO_8859_1) + "\"";
        assertThatThrownBy(() -> new JsonBytes(text.getBytes(ISO_8859_1), 100).value())
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("a text is not in UTF-8");
    }

    @Test
    void halfACharacterIsNoValue() throws DocumentException {
        assertThat(new JsonBytes("\"a\\ud834\"".getBytes(UTF_8), 100).value()).isNull();
        assertThat(new JsonBytes("\"\\ud834\\udd1e\"".getBytes(UTF_8), 100).value())
                .isEqualTo("𝄞");
    }
}
