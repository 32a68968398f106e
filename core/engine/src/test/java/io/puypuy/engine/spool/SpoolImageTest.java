package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.backend.EncodedPoints;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolImageTest {
    private static byte[] image(EncodedPoints points) {
        SpoolImage image = new SpoolImage();
        image.encode(1_763_685_111_000L, points);
        return Arrays.copyOf(image.bytes(), image.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 300_000})
    void readsBackWhatWasWritten(int size) throws DamagedFileException {
        EncodedPoints points = EncodedText.of("x", "ä".repeat(size), "", "last");
        byte[] file = image(points);
        assertThat(file).hasSize(SpoolImage.sizeOf(points));
        assertThat(EncodedText.texts(SpoolImage.decode(file))).isEqualTo(EncodedText.texts(points));
    }

    @Test
    void keepsOnlyTheSliceItWasGiven() throws DamagedFileException {
        EncodedPoints points = EncodedText.of("one", "two", "three", "four").slice(1, 3);
        assertThat(EncodedText.texts(SpoolImage.decode(image(points)))).containsExactly("two", "three");
    }

    @Test
    void usesItsArrayAgainForASmallerBatch() throws DamagedFileException {
        SpoolImage image = new SpoolImage();
        image.encode(1, EncodedText.of("a".repeat(10_000)));
        byte[] first = image.bytes();
        image.encode(2, EncodedText.of("b"));
        assertThat(image.bytes()).isSameAs(first);
        assertThat(EncodedText.texts(SpoolImage.decode(Arrays.copyOf(first, image.length()))))
                .containsExactly("b");
    }

    @Test
    void refusesFileTornAtAnyByte() {
        byte[] file = image(EncodedText.of("one", "two", "a".repeat(200)));
        for (int length = 0; length < file.length; length++) {
            byte[] torn = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> SpoolImage.decode(torn)).isInstanceOf(DamagedFileException.class);
            byte[] zeroed = Arrays.copyOf(torn, file.length);
            assertThatThrownBy(() -> SpoolImage.decode(zeroed)).isInstanceOf(DamagedFileException.class);
        }
    }

    @Test
    void refusesFileWithAnyFlippedBit() {
        byte[] file = image(EncodedText.of("one", "two", "a".repeat(200)));
        for (int bit = 0; bit < file.length * 8; bit++) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> SpoolImage.decode(flipped)).isInstanceOf(DamagedFileException.class);
        }
    }

    @Test
    void refusesLongerFile() {
        byte[] file = image(EncodedText.of("one"));
        assertThatThrownBy(() -> SpoolImage.decode(Arrays.copyOf(file, file.length + 1)))
                .isInstanceOf(DamagedFileException.class);
    }
}
