package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of /proc/pid/net/dev, proc_pid_net(5): totals since the interface appeared. Immutable.
 *
 * @param droppedReceived with what the card had no room for
 */
public record InterfaceCounters(
        String name,
        long bytesReceived,
        long packetsReceived,
        long errorsReceived,
        long droppedReceived,
        long multicastReceived,
        long bytesSent,
        long packetsSent,
        long errorsSent,
        long droppedSent,
        long collisions) {
    private static final String COLUMNS = "face bytes packets errs drop fifo frame compressed multicast"
            + " bytes packets errs drop fifo colls carrier compressed";
    private static final int NUMBERS = 16;

    /**
     * Reads all lines, in their order.
     *
     * @throws CheckException if the columns are others than those of Linux
     */
    public static List<InterfaceCounters> parse(String text) throws CheckException {
        LineWords words = new LineWords(text.replace('|', ' '));
        words.nextLine();
        if (!words.nextLine() || !COLUMNS.equals(joined(words))) {
            throw CheckException.unexpectedReply("a table with columns " + COLUMNS, text);
        }
        List<InterfaceCounters> interfaces = new ArrayList<>();
        while (words.nextLine()) {
            String name = words.upTo(':');
            long[] n = new long[NUMBERS];
            for (int i = 0; i < NUMBERS; i++) {
                n[i] = words.count();
            }
            interfaces.add(new InterfaceCounters(name, n[0], n[1], n[2], n[3], n[7], n[8], n[9], n[10], n[11], n[13]));
        }
        return interfaces;
    }

    private static String joined(LineWords words) throws CheckException {
        StringBuilder joined = new StringBuilder(COLUMNS.length());
        while (words.hasWord()) {
            joined.append(joined.isEmpty() ? "" : " ").append(words.word());
        }
        return joined.toString();
    }
}
