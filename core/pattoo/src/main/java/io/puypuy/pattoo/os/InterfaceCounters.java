package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import java.util.ArrayList;
import java.util.List;

/** One line of /proc/net/dev, proc_pid_net(5): totals since the interface appeared. */
record InterfaceCounters(
        String name,
        long bytesSent,
        long bytesReceived,
        long packetsSent,
        long packetsReceived,
        long errorsReceived,
        long errorsSent,
        long droppedReceived,
        long droppedSent) {
    private static final String COLUMNS = "bytes packets errs drop fifo frame compressed multicast"
            + " bytes packets errs drop fifo colls carrier compressed";
    private static final int NUMBERS = 12;

    /**
     * Reads all lines, in their order.
     *
     * @throws CheckException if the columns are others than those of Linux
     */
    static List<InterfaceCounters> parse(String text) throws CheckException {
        LineWords words = new LineWords(text);
        words.nextLine();
        if (!words.nextLine()
                || !words.line().replaceAll("[|\\s]+", " ").strip().equals("face " + COLUMNS)) {
            throw CheckException.unexpectedReply("a table with columns " + COLUMNS, text);
        }
        List<InterfaceCounters> interfaces = new ArrayList<>();
        while (words.nextLine()) {
            String name = words.upTo(':');
            long[] n = new long[NUMBERS];
            for (int i = 0; i < NUMBERS; i++) {
                n[i] = words.count();
            }
            interfaces.add(new InterfaceCounters(name, n[8], n[0], n[9], n[1], n[2], n[10], n[3], n[11]));
        }
        return interfaces;
    }
}
