package io.puypuy.engine.delivery;

import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.engine.spool.SpooledBatch;

/**
 * A batch that is being sent, from its first point to its last, in requests within the limits. While a bad point is
 * looked for, requests end where a half ends. Used by the lane's thread.
 */
final class Sending {
    private static final int MOST_HALVES = 64;

    private final SpooledBatch batch;
    private final EncodedPoints points;
    private final Limits limits;
    /** Where halves end; the nearest on top. */
    private final int[] halves = new int[MOST_HALVES];

    private int depth;
    private int next;
    private int end;
    private boolean refusals;

    /** Begins with what is not done of the batch. */
    Sending(SpooledBatch batch, EncodedPoints points, Limits limits) {
        this.batch = batch;
        this.points = points;
        this.limits = limits;
        this.next = batch.done();
    }

    SpooledBatch batch() {
        return batch;
    }

    boolean isFinished() {
        return next == points.count();
    }

    /** What is neither delivered nor rejected. */
    EncodedPoints rest() {
        return points.slice(next, points.count());
    }

    /** Whether the next point alone is more than a request can hold. */
    boolean isOversized() {
        return points.byteCount(next) > limits.bytes();
    }

    /** The next request; the same one until {@link #done} or {@link #halve}. */
    EncodedPoints request() {
        int most = depth > 0 ? halves[depth - 1] : points.count();
        long size = points.byteCount(next);
        end = next + 1;
        while (end < most && end - next < limits.points()) {
            size += limits.separator() + points.byteCount(end);
            if (size > limits.bytes()) {
                break;
            }
            end++;
        }
        return points.slice(next, end);
    }

    /** The request, or an oversized point, is done with. */
    void done(int count) {
        next += count;
        batch.advance(count);
        while (depth > 0 && halves[depth - 1] <= next) {
            depth--;
        }
    }

    /** Remembers that points of it are in {@code rejected/}. */
    void noteRefusal() {
        refusals = true;
    }

    boolean hasRefusals() {
        return refusals;
    }

    /** Makes the next request half as long; false if it is a single point. */
    boolean halve() {
        if (end - next < 2) {
            return false;
        }
        if (depth == 0 || halves[depth - 1] > end) {
            halves[depth++] = end;
        }
        halves[depth++] = next + (end - next) / 2;
        return true;
    }
}
