package io.puypuy.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostedChecksumTest {
    private static final String PLAIN = "0123456789abcdef".repeat(4);

    @Test
    void isPlainWithDigitsInLowerCaseAtEachPlaceAndWithNothingElse() {
        for (int place = 0; place < PLAIN.length(); place++) {
            for (char c = 0; c < 0x200; c++) {
                String text = PLAIN.substring(0, place) + c + PLAIN.substring(place + 1);

                PostedChecksum checksum = new PostedChecksum(text);

                assertThat(checksum.isPlain())
                        .as("character %d at %d", (int) c, place)
                        .isEqualTo("0123456789abcdef".indexOf(c) >= 0);
                assertThat(checksum.text()).isEqualTo(text);
            }
        }
    }

    @Test
    void isNotPlainWithAnotherLength() {
        for (String text : new String[] {"", PLAIN.substring(1), PLAIN + "0", "\ud83d\ude00" + PLAIN.substring(1)}) {
            assertThat(new PostedChecksum(text).isPlain()).as(text).isFalse();
            assertThat(new PostedChecksum(text).text()).isEqualTo(text);
        }
    }

    @Test
    void hasTheNumbersOfItsDigits() {
        PostedChecksum checksum =
                new PostedChecksum("ffffffffffffffff" + "8000000000000000" + "0123456789abcdef" + "0000000000000001");

        assertThat(checksum.word(0)).isEqualTo(-1L);
        assertThat(checksum.word(1)).isEqualTo(Long.MIN_VALUE);
        assertThat(checksum.word(2)).isEqualTo(0x0123456789abcdefL);
        assertThat(checksum.word(3)).isEqualTo(1);
    }

    @Test
    void isTheSameAsOneWithEqualDigitsOnly() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            PostedChecksum checksum = new PostedChecksum(HexFormat.of().formatHex(bytes));
            PostedChecksum equal = new PostedChecksum(HexFormat.of().formatHex(bytes));
            bytes[random.nextInt(bytes.length)] ^= 1;

            assertThat(checksum.is(equal)).isTrue();
            assertThat(checksum.is(new PostedChecksum(HexFormat.of().formatHex(bytes))))
                    .isFalse();
        }
    }
}
