package io.puypuy.engine.delivery;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of a lane meet: the cycle offers batches, the lane takes them and posts requests, the sender answers
 * them. The lock is never held during I/O.
 */
final class Exchange {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition laneWakes = lock.newCondition();
    private final Condition senderWakes = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private final int mostPoints;
    private int points;
    /** The batch that is on its way into the spool. */
    private @Nullable Batch inHand;
    /** Bytes of documents in the batches and in hand. */
    private long documentBytes;
    /** Points that were ever offered, and those of them that are in the spool or lost. */
    private long offered;

    private long done;
    private boolean onDisk = true;
    private @Nullable EncodedPoints request;
    private @Nullable Delivery answer;
    private boolean closing;
    private boolean abandoned;
    private boolean ended;

    /** @param mostPoints that wait to be taken; the oldest go */
    Exchange(int mostPoints) {
        this.mostPoints = mostPoints;
    }

    /** Adds a batch, which must not change any more; returns how many points had to go for it. */
    int offer(Batch batch, Ledger ledger) {
        lock.lock();
        try {
            ledger.collected(batch.size());
            offered += batch.size();
            if (ended) {
                ledger.dropped(batch.size());
                done += batch.size();
                return batch.size();
            }
            batches.addLast(batch);
            points += batch.size();
            documentBytes += batch.documentBytes();
            int lost = 0;
            while (points > mostPoints) {
                Batch oldest = batches.removeFirst();
                int tooMany = points - mostPoints;
                int gone = Math.min(tooMany, oldest.size());
                documentBytes -= oldest.documentBytes();
                if (gone < oldest.size()) {
                    Batch rest = oldest.without(gone);
                    batches.addFirst(rest);
                    documentBytes += rest.documentBytes();
                }
                points -= gone;
                lost += gone;
            }
            ledger.dropped(lost);
            done += lost;
            laneWakes.signal();
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, of which {@link #taken} tells the end. */
    @Nullable
    Batch takeBatch() {
        lock.lock();
        try {
            Batch batch = batches.pollFirst();
            if (batch != null) {
                points -= batch.size();
                inHand = batch;
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was taken is in the spool, as far as it is not lost.
     *
     * @param allOnDisk whether all that is in the spool survives a crash
     */
    void taken(boolean allOnDisk) {
        lock.lock();
        try {
            if (inHand != null) {
                done += inHand.size();
                documentBytes -= inHand.documentBytes();
                inHand = null;
            }
            onDisk = allOnDisk;
            taken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no more than so many bytes of documents are outside of the spool; false if that takes too long. */
    boolean awaitRoom(long most, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (documentBytes > most && !ended && left > 0) {
                left = taken.awaitNanos(left);
            }
            return documentBytes <= most;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what has been offered is in the spool; whether it is, and the spool is on disk. */
    boolean awaitOnDisk(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long mine = offered;
            long left = nanos;
            while (done < mine && !ended && left > 0) {
                left = taken.awaitNanos(left);
            }
            return done >= mine && onDisk;
        } finally {
            lock.unlock();
        }
    }

    void post(EncodedPoints next) {
        lock.lock();
        try {
            request = next;
            senderWakes.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a request; null if there will be none any more. */
    @Nullable
    EncodedPoints awaitRequest() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (request == null && !ended) {
                senderWakes.await();
            }
            EncodedPoints taken = request;
            request = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void answer(Delivery delivery) {
        lock.lock();
        try {
            answer = delivery;
            laneWakes.signal();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Delivery takeAnswer() {
        lock.lock();
        try {
            Delivery taken = answer;
            answer = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits at most so long for a batch, an answer, or the wish to close.
     *
     * @param wasClosing whether the lane knows that it is to close
     */
    void awaitEvent(long nanos, boolean wasClosing) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (left > 0 && batches.isEmpty() && answer == null && closing == wasClosing && !abandoned) {
                if (left == Long.MAX_VALUE) {
                    laneWakes.await();
                } else {
                    left = laneWakes.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closing = true;
            laneWakes.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The answer under way is waited for no longer. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            laneWakes.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    boolean isAbandoned() {
        lock.lock();
        try {
            return abandoned;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the sender, and the taking of batches if none waits; whether it did. */
    boolean end() {
        lock.lock();
        try {
            ended = batches.isEmpty();
            senderWakes.signalAll();
            taken.signalAll();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Points that wait to be taken. */
    int waitingPoints() {
        lock.lock();
        try {
            return points;
        } finally {
            lock.unlock();
        }
    }
}
