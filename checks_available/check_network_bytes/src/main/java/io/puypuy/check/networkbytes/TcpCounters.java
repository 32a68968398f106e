package io.puypuy.check.networkbytes;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;

/** The lines {@code Tcp:} of /proc/net/snmp: one of names, one of numbers in the same order. */
final class TcpCounters {
    private TcpCounters() {}

    /** Segments sent again since the start of the machine. */
    static long retransmitted(String text) throws CheckException {
        LineWords names = new LineWords(text);
        while (names.nextLine()) {
            if (names.lineStartsWith("Tcp: ")) {
                int position = 0;
                while (!names.word().equals("RetransSegs")) {
                    position++;
                }
                names.nextLine();
                names.skip(position);
                return names.count();
            }
        }
        throw CheckException.unexpectedReply("lines \"Tcp: …\" in /proc/net/snmp", text);
    }
}
