package io.puypuy.check.disks;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
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
    private final ConcurrentMap<String, Question> unanswered;

    /** A question to one mount. */
    static final class Question extends FutureTask<Space> {
        private volatile boolean late;

        private Question(Callable<Space> answer) {
            super(answer);
        }
    }

    /**
     * Asks in this way.
     *
     * @param unanswered questions on their way, by mount point; shared by all that may ask the same mounts
     */
    NetworkVolumes(Volumes volumes, Duration timeout, ConcurrentMap<String, Question> unanswered) {
        this.volumes = volumes;
        this.timeout = timeout;
        this.unanswered = unanswered;
    }

    Space space(String mountPoint) throws IOException, InterruptedException {
        Question question = question(mountPoint);
        if (question.late) {
            throw new IOException("has not answered yet");
        }
        try {
            return question.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            question.late = true;
            throw new IOException("does not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        }
    }

    /** The one on its way, or else a new one. */
    private Question question(String mountPoint) {
        Question question = new Question(() -> {
            try {
                return volumes.space(mountPoint);
            } finally {
                unanswered.remove(mountPoint);
            }
        });
        Question before = unanswered.putIfAbsent(mountPoint, question);
        if (before != null) {
            return before;
        }
        Thread thread = new Thread(question, "check_disks " + mountPoint);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            unanswered.remove(mountPoint);
            throw noThread;
        }
        return question;
    }
}
