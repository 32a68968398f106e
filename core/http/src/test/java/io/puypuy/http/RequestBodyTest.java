package io.puypuy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static final int MOST = 10_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_096, 4_097, MOST})
    void readsToTheEnd(int length) throws IOException {
        byte[] sent = new byte[length];
        Arrays.fill(sent, (byte) 7);

        assertThat(RequestBody.read(new ByteArrayInputStream(sent), MOST, "too large", () -> 0))
                .isEqualTo(sent);
    }

    @Test
    void refusesOneByteTooMuch() {
        assertThatThrownBy(() -> RequestBody.read(
                        new ByteArrayInputStream(new byte[MOST + 1]), MOST, "too large, it is", () -> 0))
                .isInstanceOf(RequestFault.class)
                .hasMessage("too large, it is")
                .extracting(fault -> ((RequestFault) fault).status())
                .isEqualTo(RequestFault.TOO_LARGE);
    }

    @Test
    void doesNotWaitForOneByteAfterTheOther() {
        AtomicLong now = new AtomicLong();
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                now.addAndGet(TimeUnit.SECONDS.toNanos(3));
                return 7;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                into[from] = (byte) read();
                return 1;
            }
        };

        assertThatThrownBy(() -> RequestBody.read(slow, MOST, "too large", now::get))
                .isInstanceOf(RequestFault.class)
                .extracting(fault -> ((RequestFault) fault).status())
                .isEqualTo(RequestFault.TIMEOUT);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(now.get())).isEqualTo(12);
    }
}
