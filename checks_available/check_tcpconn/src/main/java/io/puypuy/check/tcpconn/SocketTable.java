package io.puypuy.check.tcpconn;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * One of the kernel's tables of sockets: /proc/net/tcp, tcp6, udp or udp6. Read line by line, because a busy proxy has hundreds
 * of thousands. Documentation/networking/proc_net_tcp.rst of the kernel.
 */
final class SocketTable {
    private static final String HEADER = "local_address";
    private static final int MAX_LINES = 4_000_000;
    private static final int WORDS_BEFORE_STATE = 3;
    private static final int HEXADECIMAL = 16;
    private static final int STATES = 256;

    private final long[] byState = new long[STATES];
    private long sockets;
    private long sendQueue;
    private long receiveQueue;

    private SocketTable() {}

    /** A table without lines, such as that of a kernel without IPv6. */
    static SocketTable empty() {
        return new SocketTable();
    }

    /**
     * Reads a table to its end.
     *
     * @throws CheckException if it has another form
     */
    static SocketTable read(BufferedReader reader) throws CheckException, IOException {
        String header = reader.readLine();
        if (header == null || !header.contains(HEADER)) {
            throw CheckException.unexpectedReply("a table with the column " + HEADER, header == null ? "" : header);
        }
        SocketTable table = new SocketTable();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            table.add(line);
            if (table.sockets > MAX_LINES) {
                throw new CheckException("more than " + MAX_LINES + " sockets");
            }
        }
        return table;
    }

    private void add(String line) throws CheckException {
        LineWords words = LineWords.ofLine(line);
        words.skip(WORDS_BEFORE_STATE);
        int state = (int) hexadecimal(words.word(), line);
        if (state >= STATES) {
            throw CheckException.unexpectedReply("a state of two digits", line);
        }
        String[] queues = words.word().split(":", -1);
        if (queues.length != 2) {
            throw CheckException.unexpectedReply("two queues as hexadecimal numbers", line);
        }
        byState[state]++;
        sockets++;
        // Of a socket that listens, the queues are numbers of connections.
        if (state != TcpState.LISTEN.code()) {
            sendQueue += hexadecimal(queues[0], line);
            receiveQueue += hexadecimal(queues[1], line);
        }
    }

    private static long hexadecimal(String word, String line) throws CheckException {
        try {
            return Integer.parseUnsignedInt(word, HEXADECIMAL) & 0xffff_ffffL;
        } catch (NumberFormatException e) {
            throw CheckException.unexpectedReply("hexadecimal numbers", line);
        }
    }

    long count() {
        return sockets;
    }

    long inState(TcpState state) {
        return byState[state.code()];
    }

    /** Bytes that are not acknowledged yet. */
    long sendQueue() {
        return sendQueue;
    }

    /** Bytes that no program has read yet. */
    long receiveQueue() {
        return receiveQueue;
    }
}
