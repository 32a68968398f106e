package io.puypuy.server.pattoo;

import graphql.GraphQLException;
import java.time.Duration;

/**
 * Until when a question must be answered, all that it reads from the store included.
 *
 * @param nanos of {@link System#nanoTime}
 */
record Deadline(long nanos) {
    private static final Duration TIME = Duration.ofSeconds(10);

    /** Of a question that has just come. */
    static Deadline ofNow() {
        return new Deadline(System.nanoTime() + TIME.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - nanos > 0;
    }

    /** Throws a {@link GraphQLException} if it is over, for what may take long within one field. */
    void check() {
        if (isOver()) {
            throw new GraphQLException(sentence());
        }
    }

    static String sentence() {
        return "The answer takes longer than " + TIME.toSeconds() + " s; ask for less.";
    }
}
