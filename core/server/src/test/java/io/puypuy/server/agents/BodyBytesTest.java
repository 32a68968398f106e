package io.puypuy.server.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.http.RequestFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyBytesTest {
    private static final int MOST = 1 << 20;

    private final BodyBytes bodies = new BodyBytes(2 * MOST, MOST, 1, 30_000);

    private BodyBytes.Body body(byte[] bytes) throws IOException, InterruptedException {
        return bodies.read(new ByteArrayInputStream(bytes), bytes.length);
    }

    private BodyBytes.Body unzipped(byte[] bytes) throws IOException, InterruptedException {
        BodyBytes.Body body = body(bytes);
        try {
            body.unzip();
            return body;
        } catch (IOException | InterruptedException | RuntimeException e) {
            body.close();
            throw e;
        }
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ((i * 7919) >> 3);
        }
        return text;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 1_024, 100_000, MOST - 1, MOST})
    void unzipsWhatWasZipped(int length) throws Exception {
        byte[] plain = text(length);
        try (BodyBytes.Body body = unzipped(Bodies.zipped(plain))) {
            assertThat(body.bytes()).isEqualTo(plain);
        }
    }

    @Test
    void unzipsSeveralPartsWhoseLastLengthSaysLittle() throws Exception {
        byte[] large = text(MOST / 2);
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.writeBytes(Bodies.zipped(large));
        parts.writeBytes(Bodies.zipped(new byte[] {7}));
        try (BodyBytes.Body body = unzipped(parts.toByteArray())) {
            assertThat(body.bytes()).hasSize(large.length + 1).startsWith(large).endsWith(7);
        }
    }

    @Test
    void refusesWhatBecomesTooLargeWhateverItsLengthSays() throws Exception {
        byte[] bomb = Bodies.zipped(new byte[20 * MOST]);
        byte[] lying = bomb.clone();
        Arrays.fill(lying, lying.length - 4, lying.length, (byte) 0);
        for (byte[] bytes : new byte[][] {bomb, lying, Bodies.zipped(new byte[MOST + 1])}) {
            assertThatThrownBy(() -> unzipped(bytes))
                    .isInstanceOf(RequestFault.class)
                    .hasMessageContaining("agent_max_body_bytes");
        }
        unzipped(Bodies.zipped(text(MOST))).close();
    }

    @Test
    void whatIsUnzippedTakesFromTheMemoryOfAll() throws Exception {
        byte[] packed = Bodies.zipped(new byte[MOST]);
        try (BodyBytes.Body first = unzipped(packed);
                BodyBytes.Body second = unzipped(packed)) {
            assertThat(first.length() + second.length()).isEqualTo(2 * MOST);
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> unzipped(packed))
                        .isInstanceOf(RequestFault.class)
                        .hasMessageContaining("too many documents at once");
            }
            first.close();
            unzipped(packed).close();
        }
    }

    @Test
    void keepsNothingOfWhatIsNotZipped() throws Exception {
        byte[] cut = Arrays.copyOf(Bodies.zipped(new byte[MOST]), 500);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> unzipped(cut)).isInstanceOf(IOException.class);
        }
    }
}
