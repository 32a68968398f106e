package io.puypuy.api.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class EncodedPointsTest {
    private static final EncodedPoints POINTS = EncodedPoints.of("onetwothree".getBytes(UTF_8), new int[] {3, 6, 11});

    @Test
    void separatesPoints() throws IOException {
        assertThat(written(POINTS, "\n")).isEqualTo("one\ntwo\nthree");
        assertThat(written(POINTS, "")).isEqualTo("onetwothree");
    }

    @Test
    void aSliceCountsFromItsOwnBeginning() throws IOException {
        EncodedPoints slice = POINTS.slice(1, 3);

        assertThat(slice.count()).isEqualTo(2);
        assertThat(slice.byteCount()).isEqualTo(8);
        assertThat(slice.byteCount(1)).isEqualTo(5);
        assertThat(slice.point(0)).asString(UTF_8).isEqualTo("two");
        assertThat(written(slice.slice(1, 2), ",")).isEqualTo("three");
        assertThat(written(slice.slice(1, 1), ",")).isEmpty();
        assertThatThrownBy(() -> slice.point(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.slice(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theBodyIsAsLongAsItIsSaidToBe() throws IOException {
        Framing framing = Framing.of("data=[", ", ", "]");
        for (int count = 0; count <= 3; count++) {
            EncodedPoints points = POINTS.slice(0, count);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            points.writeTo(body, framing);

            assertThat(points.byteCount(framing)).as("%d points", count).isEqualTo(body.size());
        }
    }

    @Test
    void aBufferTakesBytesTextAndNumbers() {
        EncodeBuffer buffer = new EncodeBuffer();
        buffer.put('a').text("bä€𝄞").decimal(Long.MIN_VALUE).put(new byte[] {'x', 'y', 'z'}, 1, 2);

        assertThat(buffer.toByteArray()).asString(UTF_8).isEqualTo("abä€𝄞-9223372036854775808yz");
    }

    @Test
    void aBufferWritesNumbersHighestByteFirst() {
        EncodeBuffer buffer = new EncodeBuffer().putInt(0x01020304).putLong(0x05060708090a0b0cL);

        assertThat(buffer.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void aBufferGrowsAndForgets() throws IOException {
        EncodeBuffer buffer = new EncodeBuffer();
        String large = "0123456789".repeat(5000);
        buffer.text("head").text(large);

        assertThat(buffer.view().readAllBytes()).asString(UTF_8).isEqualTo("head" + large);
        buffer.truncate(4);
        assertThat(buffer.toByteArray()).asString(UTF_8).isEqualTo("head");
        assertThatThrownBy(() -> buffer.truncate(5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static String written(EncodedPoints points, String separator) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        points.writeTo(out, Framing.of("", separator, ""));
        return out.toString(UTF_8);
    }
}
