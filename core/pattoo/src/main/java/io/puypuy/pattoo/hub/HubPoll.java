package io.puypuy.pattoo.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One poll: hands out spokes and counts what came of it. Those come last that were asked in vain the last time, and of them
 * those first for whom that is longest ago, so that nobody is left out for ever because of others. Thread-safe.
 */
final class HubPoll {
    private final List<PolledSpoke> order;
    private int next;
    private int underWay;
    private int relayed;
    private int failed;
    private long bytes;

    HubPoll(List<PolledSpoke> spokes) {
        List<PolledSpoke> failing = new ArrayList<>();
        order = new ArrayList<>(spokes.size());
        for (PolledSpoke spoke : spokes) {
            (spoke.askedInVain() ? failing : order).add(spoke);
        }
        long now = System.nanoTime();
        failing.sort(Comparator.comparingLong(spoke -> spoke.askedNanos() - now));
        order.addAll(failing);
    }

    /** The next spoke to ask; null if there is none. Each is to be handed in by {@link #relayed} or {@link #failed}. */
    @Nullable
    synchronized PolledSpoke take() {
        if (next == order.size()) {
            return null;
        }
        underWay++;
        return order.get(next++);
    }

    synchronized void relayed(int size) {
        relayed++;
        bytes += size;
        ended();
    }

    synchronized void failed() {
        failed++;
        ended();
    }

    private void ended() {
        underWay--;
        if (underWay == 0 && next == order.size()) {
            notifyAll();
        }
    }

    /** Waits until all spokes have been asked and have answered or failed; false if that takes longer. */
    synchronized boolean await(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; !isDone() && left > 0; left = deadline - System.nanoTime()) {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
        return isDone();
    }

    private boolean isDone() {
        return underWay == 0 && next == order.size();
    }

    /** Hands out no spoke any more; those that nobody asked. */
    synchronized List<PolledSpoke> end() {
        List<PolledSpoke> rest = List.copyOf(order.subList(next, order.size()));
        next = order.size();
        failed += rest.size();
        return rest;
    }

    /** What came of it until now. */
    synchronized PollResult result(long millis, long tookMillis) {
        return new PollResult(millis, tookMillis, order.size(), relayed, failed + underWay, bytes);
    }

    /**
     * A poll that has ended.
     *
     * @param millis when it began, since 1970; 0 if there was none yet
     * @param tookMillis how long it lasted
     * @param spokes how many there are
     * @param relayed documents
     * @param failed spokes without a document
     * @param bytes of the documents
     */
    record PollResult(long millis, long tookMillis, int spokes, int relayed, int failed, long bytes) {
        static final PollResult NONE = new PollResult(0, 0, 0, 0, 0, 0);
    }
}
