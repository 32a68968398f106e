package io.puypuy.check.docker;

import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends several requests at once: engines before Docker 25 give the readings of a container once a second, and those of all
 * who wait in the same moment. Used by one thread; any may close it.
 */
final class ParallelRequests implements AutoCloseable {
    /** Most requests at once. */
    static final int MOST = 16;

    private static final long IDLE_SECONDS = 60;

    // A thread may not be idle again yet when its request is answered: then there is one more.
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, 2 * MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), ParallelRequests::thread);

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "docker-stats");
        thread.setDaemon(true);
        return thread;
    }

    /** What came of a request. */
    interface Answer {
        /** The reply, or why there is none. */
        HttpReply reply() throws IOException;
    }

    /**
     * Sends requests and waits until all are answered, or have failed; an interrupt ends them.
     *
     * @param requests at most {@link #MOST}
     * @return in the order of the requests
     */
    List<Answer> send(Http http, List<HttpRequest> requests) throws InterruptedException {
        List<Callable<HttpReply>> calls = new ArrayList<>();
        requests.forEach(request -> calls.add(() -> http.send(request)));
        List<Answer> answers = new ArrayList<>();
        for (Future<HttpReply> future : threads.invokeAll(calls)) {
            answers.add(() -> reply(future));
        }
        return answers;
    }

    private static HttpReply reply(Future<HttpReply> done) throws IOException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException impossible) {
            // It is done.
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
