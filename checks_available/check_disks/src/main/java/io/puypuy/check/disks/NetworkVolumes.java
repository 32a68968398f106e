package io.puypuy.check.disks;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks file systems of other machines. A server that is down blocks the asking thread in the kernel, where no interrupt
 * reaches it: so each question has a thread of its own, and a mount is not asked again before it has answered. A dead
 * mount costs one thread, and one wait. Used by the thread of the run.
 */
final class NetworkVolumes {
    private final Volumes volumes;
    private final Duration timeout;
    private final Map<String, FutureTask<Space>> unanswered = new HashMap<>();

    NetworkVolumes(Volumes volumes, Duration timeout) {
        this.volumes = volumes;
        this.timeout = timeout;
    }

    Space space(String mountPoint) throws IOException, InterruptedException {
        FutureTask<Space> late = unanswered.get(mountPoint);
        if (late != null && !late.isDone()) {
            throw new IOException("has not answered yet");
        }
        FutureTask<Space> question = new FutureTask<>(() -> volumes.space(mountPoint));
        unanswered.put(mountPoint, question);
        Thread thread = new Thread(question, "check_disks " + mountPoint);
        thread.setDaemon(true);
        thread.start();
        try {
            return question.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("does not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        }
    }
}
