package io.puypuy.server.http;

import io.puypuy.http.RequestFault;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets two questions through at once, because each may hold several megabytes until it is answered. Thread-safe. */
final class QueryGate {
    private static final int MAX_QUERIES = 2;
    private static final int WAIT_SECONDS = 10;

    private final Semaphore queries = new Semaphore(MAX_QUERIES, true);

    /** Asks the store. */
    interface Question<T> {
        T ask() throws IOException;
    }

    /** Writes what it answered. */
    interface Reply<T> {
        void write(T answer) throws IOException;
    }

    /** Asks and writes when it is this question's turn; a {@link RequestFault} if that takes too long, or the store fails. */
    <T> void pass(Question<T> question, Reply<T> reply) throws IOException, InterruptedException {
        if (!queries.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new RequestFault(RequestFault.UNAVAILABLE, "too many questions at once; ask again later");
        }
        try {
            reply.write(ask(question));
        } finally {
            queries.release();
        }
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new RequestFault(RequestFault.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
