package io.puypuy.check.tcpconn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableInputTest {
    private static final int BUFFER = 8192;

    /** Gives as many bytes with each read as the kernel does, and counts the reads. */
    private static final class Kernel extends InputStream {
        private final int[] counts;
        private int reads;

        Kernel(int... counts) {
            this.counts = counts;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return reads < counts.length ? counts[reads++] : end();
        }

        private int end() {
            reads++;
            return -1;
        }
    }

    private static int drain(TableInput table) throws IOException {
        int total = 0;
        byte[] buffer = new byte[BUFFER];
        for (int count = table.read(buffer, 0, BUFFER); count >= 0; count = table.read(buffer, 0, BUFFER)) {
            total += count;
        }
        return total;
    }

    // Of lines of 150 bytes, 27 fit into a page.
    @ParameterizedTest
    @CsvSource({"300, 1", "3750, 1", "3900, 2", "4050, 2"})
    void readsOnceMoreOnlyWhereAnotherLineMayHaveBeenTooLong(int bytes, int reads) throws IOException {
        Kernel kernel = new Kernel(bytes);
        assertThat(drain(new TableInput(kernel))).isEqualTo(bytes);
        assertThat(kernel.reads).isEqualTo(reads);
    }

    @Test
    void readsAllPages() throws IOException {
        Kernel kernel = new Kernel(4050, 4050, 4050, 450);
        assertThat(drain(new TableInput(kernel))).isEqualTo(12_600);
        assertThat(kernel.reads).isEqualTo(4);
    }

    @Test
    void readsAFileOfAnyLength() throws IOException {
        for (int bytes = 0; bytes < 3 * BUFFER; bytes += 101) {
            assertThat(drain(new TableInput(new ByteArrayInputStream(new byte[bytes]))))
                    .isEqualTo(bytes);
        }
    }
}
