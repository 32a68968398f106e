package io.puypuy.check.memcached;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KeyValueText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A login, if there is one, and {@code stats}, both sent at once. All texts are bytes as ISO-8859-1 characters. protocol.txt of
 * memcached, "Authentication" (the value of the first {@code set} is user and password) and "General-purpose statistics".
 *
 * @param login user, a blank and password
 */
record StatsDialog(Optional<String> login) {
    private static final String LINE_END = "\r\n";
    private static final String STORED = "STORED" + LINE_END;
    private static final String END = LINE_END + "END" + LINE_END;
    // Key, flags and time to live. A server that asks nobody to log in takes the login for an item: it must replace no
    // other one, and be over at once, since anybody could read the password there.
    private static final String ITEM = "puypuy_login 0 -1 ";

    String question() {
        String stats = "stats" + LINE_END;
        if (login.isEmpty()) {
            return stats;
        }
        String bytes = new String(login.get().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return "set " + ITEM + bytes.length() + LINE_END + bytes + LINE_END + stats;
    }

    /** Whether nothing of interest can follow: the last line has come, or one of another form. */
    boolean isWhole(String answer) {
        return answer.endsWith(END) || (answer.contains(LINE_END) && !begins(answer));
    }

    private boolean begins(String answer) {
        String stats = login.isPresent() && answer.startsWith(STORED) ? answer.substring(STORED.length()) : answer;
        return stats.startsWith("STAT ") || "STAT ".startsWith(stats);
    }

    /**
     * The lines of an answer.
     *
     * @throws CheckException if the server refused, ended too early, or is no memcached
     */
    KeyValueText stats(String answer) throws CheckException {
        if (answer.contains("_ERROR ") && !begins(answer)) {
            throw new CheckException(
                    "stats was refused: " + CheckException.quoted(answer.strip().split(LINE_END, 2)[0]));
        }
        if (!begins(answer) || answer.isEmpty()) {
            throw CheckException.unexpectedReply("the statistics of memcached", answer);
        }
        if (!answer.endsWith(END)) {
            throw new CheckException(
                    "the statistics ended after " + answer.length() + " bytes, before their last line");
        }
        return KeyValueText.parse(answer, KeyValueText.WHITE_SPACE, "STAT ");
    }
}
