package io.puypuy.check.tcpconn;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A table of the kernel without the read that finds nothing more: for it the kernel goes through all its buckets again, of which
 * a machine with much memory has hundreds of thousands. A read gives as many whole lines as there are and as fit into a page of
 * memory, so where there was room for one more line, there was none. Sources: fs/seq_file.c and
 * net/ipv6/tcp_ipv6.c of the kernel.
 */
final class TableInput extends FilterInputStream {
    /** The smallest page that Linux has. */
    private static final int PAGE_BYTES = 4096;
    /** More than the longest line that the formats of these tables can make: 288, of tcp6. */
    private static final int LINE_BYTES = 300;

    private boolean ended;

    TableInput(InputStream table) {
        super(table);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int count = super.read(bytes, offset, length);
        ended = count < Math.min(PAGE_BYTES, length) - LINE_BYTES;
        return count;
    }
}
