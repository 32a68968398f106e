package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Requests that are sent at once, on threads {@code http-of-<thread>} that live until this is closed. Used by the thread that
 * made it.
 */
final class ParallelRequests implements AutoCloseable {
    private final ExecutorService threads;
    private final Queue<Future<HttpReply>> replies = new ArrayDeque<>();

    ParallelRequests(Http http, List<HttpRequest> requests) {
        String name = "http-of-" + Thread.currentThread().getName();
        int most = Math.max(1, Math.min(Http.MOST_AT_ONCE, requests.size()));
        threads = Executors.newFixedThreadPool(most, work -> {
            Thread thread = new Thread(work, name);
            // One that ignores interrupts must not keep the daemon alive.
            thread.setDaemon(true);
            return thread;
        });
        requests.forEach(request -> replies.add(threads.submit(() -> http.send(request))));
    }

    void handTo(Http.Answers answers) throws CheckException, IOException, InterruptedException {
        for (int number = 0; !replies.isEmpty(); number++) {
            // What has been handed over is kept no longer.
            answers.take(number, answer(replies.remove()));
        }
    }

    private static Http.Answer answer(Future<HttpReply> future) throws InterruptedException {
        try {
            HttpReply reply = future.get();
            return () -> reply;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                return () -> {
                    throw fault;
                };
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Interrupts what is still under way, and does not wait for its end. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
