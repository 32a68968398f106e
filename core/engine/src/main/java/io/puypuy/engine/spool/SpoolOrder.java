package io.puypuy.engine.spool;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants done with a spool, and how that went. Both are names of empty files in {@code orders/}, so that
 * they are there as a whole or not at all: {@code drop_waiting-1763685111000-4711.order} becomes {@code
 * drop_waiting-1763685111000-4711-120-0.done}.
 *
 * @param upToMillis it is about what was put or refused no later; milliseconds since 1970
 * @param id tells orders of several operators apart; the process id of the one who asks
 */
public record SpoolOrder(Kind kind, long upToMillis, long id) {
    private static final String GIVEN = ".order";
    private static final String DONE = ".done";

    /** What is to be done. */
    public enum Kind {
        /** Rejected points go back into the queue, as far as they are still encoded; what waits is sent at once. */
        RETRY,
        /** Waiting batches are dropped. */
        DROP_WAITING,
        /** Rejected points are forgotten. */
        DROP_REJECTED
    }

    /**
     * How it went.
     *
     * @param points that went back or were dropped
     * @param left that stay as they are, because they cannot be sent or the disk failed
     */
    public record Answer(long points, long left) {}

    String fileName() {
        return stem() + GIVEN;
    }

    String fileName(Answer answer) {
        return stem() + "-" + answer.points() + "-" + answer.left() + DONE;
    }

    private String stem() {
        return kind.name().toLowerCase(Locale.ROOT) + "-" + upToMillis + "-" + id;
    }

    /** The order that a file is; null if it is none. */
    static @Nullable SpoolOrder parse(String file) {
        if (!file.endsWith(GIVEN)) {
            return null;
        }
        String[] parts = file.substring(0, file.length() - GIVEN.length()).split("-", -1);
        try {
            SpoolOrder order = new SpoolOrder(
                    Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]));
            return order.fileName().equals(file) ? order : null;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }

    /** What a file says of this order; null if it is about another one, or about none. */
    @Nullable
    Answer answerIn(String file) {
        String begin = stem() + "-";
        if (!file.startsWith(begin) || !file.endsWith(DONE)) {
            return null;
        }
        String[] parts =
                file.substring(begin.length(), file.length() - DONE.length()).split("-", -1);
        try {
            return parts.length == 2 ? new Answer(Long.parseLong(parts[0]), Long.parseLong(parts[1])) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static boolean isAnswer(String file) {
        return file.endsWith(DONE);
    }
}
