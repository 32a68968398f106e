package io.puypuy.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/**
 * A server that takes documents. Whenever 100 more agents have sent theirs, and for the last one, it writes a line to its
 * file: microseconds since 1970, agents, documents.
 */
public final class DocumentsPeer implements PeerLoop.Answers {
    private static final byte[] ID = "\"pattoo_agent_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_DIGITS = 64;
    private static final int STEP = 100;
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nOK"
            .getBytes(StandardCharsets.US_ASCII);

    private final Path counts;
    private final int expected;
    private final Set<String> agents = new HashSet<>();
    private long documents;

    private DocumentsPeer(Path counts, int expected) {
        this.counts = counts;
        this.expected = expected;
    }

    /** Runs until it is killed. Arguments: the file for the port, the file for the counts, how many agents there are. */
    public static void main(String[] args) throws IOException {
        DocumentsPeer server = new DocumentsPeer(Path.of(args[1]), Integer.parseInt(args[2]));
        PeerLoop.run(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Path.of(args[0]), server);
    }

    @Override
    public ByteBuffer[] answer(InetSocketAddress asked, byte[] bytes, int body, int length) {
        documents++;
        int id = indexOf(bytes, body, length);
        if (id >= 0
                && agents.add(new String(bytes, id, ID_DIGITS, StandardCharsets.US_ASCII))
                && (agents.size() % STEP == 0 || agents.size() == expected)) {
            write();
        }
        return new ByteBuffer[] {ByteBuffer.wrap(OK)};
    }

    private static int indexOf(byte[] bytes, int from, int length) {
        for (int i = from; i + ID.length + ID_DIGITS <= length; i++) {
            int at = 0;
            while (at < ID.length && bytes[i + at] == ID[at]) {
                at++;
            }
            if (at == ID.length) {
                return i + at;
            }
        }
        return -1;
    }

    private void write() {
        long micros = System.currentTimeMillis() * 1000;
        try {
            Path written = counts.resolveSibling(counts.getFileName() + ".new");
            Files.writeString(written, micros + " " + agents.size() + " " + documents + "\n");
            Files.move(written, counts, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean closes() {
        return false;
    }
}
