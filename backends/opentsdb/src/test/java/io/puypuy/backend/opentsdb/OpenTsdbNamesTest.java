package io.puypuy.backend.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTsdbNamesTest {
    private static final Pattern STANDS_FOR_ANOTHER = Pattern.compile("_x([0-9A-F]{4,6})_");
    /** Pieces of which texts are made that could be taken for each other. */
    private static final String[] PIECES = {
        "_", "x", "_x", "0", "00", "0041", "10FFFF", "F", "g", " ", ":", "\n", "日", "𝄞", "\uD834", "é", ".", "-"
    };

    /** What README.md promises. */
    private static String original(String legal) {
        return STANDS_FOR_ANOTHER.matcher(legal).replaceAll(found -> Character.toString(
                        Integer.parseInt(found.group(1), 16))
                .replace("\\", "\\\\")
                .replace("$", "\\$"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu_load",
                "/var/log",
                "host.example.org",
                "east-west-2",
                "ünïcode",
                "x86_64",
                "linux_x8664",
                "_x",
                "__",
                "0"
            })
    void leavesOrdinaryTextsAsTheyAre(String text) {
        assertThat(OpenTsdbNames.legal(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "eth0:1, eth0_x003A_1",
        "two words, two_x0020_words",
        "'C:\\', C_x003A__x005C_",
        "日本, _x65E5__x672C_",
        "𝄞, _x1D11E_",
        "a_x003A_b, a_x005F_x003A_b",
        "_x0041_x0042_, _x005F_x0041_x005F_x0042_",
        "_x0041:, _x005F_x0041_x003A_",
        "½٣, _x00BD__x0663_",
        "ΑA, _x0391_A"
    })
    void writesOtherCharactersAsNumbers(String text, String legal) {
        assertThat(OpenTsdbNames.legal(text)).isEqualTo(legal);
        assertThat(original(legal)).isEqualTo(text);
    }

    @Test
    void noTwoTextsBecomeTheSame() {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(8); pieces >= 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String legal = OpenTsdbNames.legal(text.toString());
            assertThat(original(legal)).isEqualTo(text.toString());
            // As the server looks at it, but for the letters that it does not keep.
            assertThat(legal.chars()
                            .allMatch(c -> c < 0x100 && (Character.isLetter(c) || "0123456789-_./".indexOf(c) >= 0)))
                    .isTrue();
        }
    }

    @Test
    void takesEveryCharacterThatTheServerTakesAndKeeps() {
        for (char c = 0; c < 0x100; c++) {
            boolean legal = Character.isLetter(c) || "0123456789-_./".indexOf(c) >= 0;
            assertThat(OpenTsdbNames.legal(Character.toString(c)).equals(Character.toString(c)))
                    .as("character %d", (int) c)
                    .isEqualTo(legal);
        }
    }
}
