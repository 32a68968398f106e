package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.io.IOException;
import java.util.List;

/**
 * HTTP and HTTPS requests. Certificates and host names are verified unless the request says no; redirects are not
 * followed. Connections are shared and kept alive by the core. Thread-safe.
 */
@FunctionalInterface
public interface Http {
    /** Most requests of one call of {@link #sendAll} that wait for their replies at the same time. */
    int MOST_AT_ONCE = 32;

    /** What came of one of several requests. */
    @FunctionalInterface
    interface Answer {
        /** The reply, or why there is none, as {@link #send} says it. */
        HttpReply reply() throws IOException;
    }

    /** Takes what came of several requests. */
    @FunctionalInterface
    interface Answers {
        /**
         * Takes one.
         *
         * @param number of the request in their list, from 0
         */
        void take(int number, Answer answer) throws CheckException, IOException;
    }

    /**
     * Sends the request and reads the reply to its end.
     *
     * @throws IOException if the server cannot be reached, answers too late, or with more than the request allows; one
     *     sentence that names the server; also if the thread is interrupted, which stays interrupted
     */
    HttpReply send(HttpRequest request) throws IOException;

    /**
     * Sends several requests, at most {@value #MOST_AT_ONCE} at once, so that one that hangs does not hold up the others. Hands
     * over what came of them on the caller's thread, in their order, each as soon as it and those before it are done.
     *
     * @throws InterruptedException if the caller is interrupted, which ends what is still under way
     */
    default void sendAll(List<HttpRequest> requests, Answers answers)
            throws CheckException, IOException, InterruptedException {
        try (ParallelRequests parallel = new ParallelRequests(this, requests)) {
            parallel.handTo(answers);
        }
    }
}
