package io.puypuy.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Thousands of spokes: one port on all addresses 127.x.y.z, each a spoke with the same document but for the agent id, which
 * begins with the address. Addresses 127.2.y.z take requests and never answer.
 */
public final class SpokesPeer implements PeerLoop.Answers {
    private static final String ID = "\"pattoo_agent_id\":\"";
    private static final int ID_DIGITS = 64;
    private static final int SILENT = 2;

    private final ByteBuffer before;
    private final ByteBuffer after;

    private SpokesPeer(String document) {
        int id = document.indexOf(ID) + ID.length();
        int bytes = document.getBytes(StandardCharsets.UTF_8).length;
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + bytes + "\r\n\r\n";
        before = ByteBuffer.wrap((head + document.substring(0, id)).getBytes(StandardCharsets.UTF_8));
        after = ByteBuffer.wrap(document.substring(id + ID_DIGITS).getBytes(StandardCharsets.UTF_8));
    }

    /** Runs until it is killed. Arguments: the file for the port, a real spoke's reply. */
    public static void main(String[] args) throws IOException {
        SpokesPeer spokes = new SpokesPeer(Files.readString(Path.of(args[1])));
        PeerLoop.run(new InetSocketAddress("0.0.0.0", 0), Path.of(args[0]), spokes);
    }

    @Override
    public ByteBuffer @Nullable [] answer(InetSocketAddress asked, byte[] bytes, int body, int length) {
        byte[] address = asked.getAddress().getAddress();
        if (address[1] == SILENT) {
            return null;
        }
        byte[] id = new byte[ID_DIGITS];
        Arrays.fill(id, (byte) '0');
        byte[] digits = HexFormat.of().formatHex(address).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, id, 0, digits.length);
        return new ByteBuffer[] {before.duplicate(), ByteBuffer.wrap(id), after.duplicate()};
    }

    @Override
    public boolean closes() {
        return true;
    }
}
