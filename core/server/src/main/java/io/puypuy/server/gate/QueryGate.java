package io.puypuy.server.gate;

import io.puypuy.http.RequestFault;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets two questions through at once, because each may hold many megabytes while the store is read. Thread-safe. */
public final class QueryGate {
    private static final int MAX_QUERIES = 2;
    private static final int WAIT_SECONDS = 10;

    private final Semaphore queries = new Semaphore(MAX_QUERIES, true);

    /** Asks the store. */
    public interface Question<T> {
        T ask() throws IOException;
    }

    /**
     * Asks when it is this question's turn. The answer is to be written to the client after that, because a slow reader would
     * keep others waiting.
     *
     * @throws RequestFault if the turn does not come in time, or the store fails
     */
    public <T> T pass(Question<T> question) throws InterruptedException {
        if (!queries.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new RequestFault(RequestFault.UNAVAILABLE, "too many questions at once; ask again later");
        }
        try {
            return question.ask();
        } catch (IOException e) {
            throw new RequestFault(RequestFault.UNAVAILABLE, String.valueOf(e.getMessage()));
        } finally {
            queries.release();
        }
    }
}
