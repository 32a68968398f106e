package io.puypuy.engine.delivery;

import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.engine.spool.RejectedPoint;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpooledBatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is sent next and books what became of it: the live batch first, the backlog behind it, oldest first;
 * always the oldest first if the backend needs that.
 * Has no thread and does not send; belongs to the lane's thread, as does its spool.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Limits limits;
    private final boolean oldestFirst;
    private final Spool spool;
    private final Ledger ledger;
    private final LaneClock clock;
    private final PointEncoder encoder;
    private final DeliveryLog log;
    private final Attempts attempts;
    private final Backlog backlog;

    /** What is sent before all else; it is not put off for a newer one. */
    private @Nullable Sending live;
    /** The newest batch, as long as nothing of it was sent or sending it failed. */
    private @Nullable Sending arrived;

    /** Set only if the oldest goes first, where no batch is live. */
    private @Nullable SpooledBatch newest;

    private @Nullable Sending underWay;
    private EncodedPoints request = EncodedPoints.of(new byte[0], new int[0]);
    private boolean closing;
    private int accounted;

    Dispatcher(
            String name,
            Backend backend,
            Spool spool,
            Ledger ledger,
            LaneSettings settings,
            LaneClock clock,
            RandomGenerator random) {
        this.limits = backend.limits();
        this.oldestFirst = backend.oldestFirst();
        this.spool = spool;
        this.ledger = ledger;
        this.clock = clock;
        this.encoder = new PointEncoder(backend, limits.bytes(), clock::millis);
        this.log = new DeliveryLog(name, clock);
        this.attempts = new Attempts(ledger, settings, clock, random, log);
        this.backlog = new Backlog(spool, limits, oldestFirst);
    }

    /**
     * Encodes a batch, whose points are booked as collected, and puts it in the spool.
     *
     * @param afterPart is run whenever a part of it is in the spool, which may be sent while the next part is encoded
     */
    void accept(Batch batch, Runnable afterPart) {
        accounted = 0;
        try {
            encoder.encode(batch, part -> {
                put(part);
                afterPart.run();
            });
        } catch (RuntimeException | Error e) {
            LOG.error("points of a batch are lost", e);
        }
        List<RejectedPoint> unsendable = encoder.takeUnsendable();
        if (!unsendable.isEmpty()) {
            accounted += unsendable.size();
            reject(unsendable);
        }
        if (accounted < batch.size()) {
            ledger.dropped(batch.size() - accounted);
        }
    }

    private void put(EncodedPoints points) {
        SpooledBatch batch = spool.put(points);
        accounted += points.count();
        if (arrived != null) {
            rebase(arrived);
        }
        if (oldestFirst) {
            newest = batch;
        } else {
            arrived = new Sending(batch, points, limits);
        }
    }

    /** Whether all that is in the spool survives a crash. */
    boolean isOnDisk() {
        return spool.isOnDisk();
    }

    /** The next request; its answer is to be handed in before the next one. Null if nothing is to be sent now. */
    @Nullable
    EncodedPoints nextRequest() {
        if (!attempts.mayTry()) {
            return null;
        }
        for (Sending sending = choose(); sending != null; sending = choose()) {
            if (sending.isOversized()) {
                rejectOversized(sending);
            } else {
                request = sending.request();
                sending.batch().pin(true);
                underWay = sending;
                return request;
            }
        }
        return null;
    }

    /** How long until there may be a next request without anything new, in nanoseconds. */
    long idleNanos() {
        return attempts.waitNanos();
    }

    private @Nullable Sending choose() {
        live = unlessGone(live);
        if (live == null) {
            live = unlessGone(arrived);
            arrived = null;
        }
        if (live != null || (closing && (newest == null || newest != spool.oldest()))) {
            return live;
        }
        try {
            return backlog.next();
        } catch (IOException e) {
            attempts.failed("cannot read the spool: " + e, Optional.empty());
            return null;
        }
    }

    private static @Nullable Sending unlessGone(@Nullable Sending sending) {
        return sending == null || sending.batch().isGone() ? null : sending;
    }

    /** Books what became of the request. */
    void answered(Delivery delivery) {
        Sending sending = underWay;
        if (sending == null) {
            throw new IllegalStateException("nothing was sent");
        }
        underWay = null;
        sending.batch().pin(false);
        if (delivery instanceof Delivery.Stored) {
            attempts.worked();
            settle(sending, request.count(), List.of());
        } else if (delivery instanceof Delivery.Refused refused) {
            attempts.worked();
            refused(sending, refused.refusals());
        } else if (delivery instanceof Delivery.RefusedWhole whole) {
            attempts.worked();
            refusedWhole(sending, whole.reason());
        } else if (delivery instanceof Delivery.RetryLater later) {
            fail(sending);
            attempts.failed(later.reason(), later.after());
        } else if (delivery instanceof Delivery.NotAllowed not) {
            fail(sending);
            attempts.notAllowed(not.reason());
        } else {
            throw new IllegalStateException("unknown outcome " + delivery);
        }
    }

    /** The next attempt begins with the newest batch. */
    private void fail(Sending sending) {
        if (sending == backlog.current()) {
            // Others may come before it is tried again, or the end.
            backlog.failed(sending.batch().done() > 0 ? cut(sending) : sending);
            return;
        }
        Sending rebased = rebase(sending);
        live = null;
        if (arrived == null) {
            arrived = rebased;
        }
    }

    /** Takes refused points out of a batch that is not finished, lest they are refused once more after a restart. */
    private Sending rebase(Sending sending) {
        return sending.hasRefusals() ? cut(sending) : sending;
    }

    private Sending cut(Sending sending) {
        EncodedPoints rest = sending.rest();
        return spool.keepRest(sending.batch(), rest) ? new Sending(sending.batch(), rest, limits) : sending;
    }

    private void refused(Sending sending, List<Delivery.Refusal> refusals) {
        List<RejectedPoint> rejected = Refusals.of(request, refusals, clock.millis());
        if (rejected.isEmpty()) {
            refusedWhole(sending, "the receiver refuses points, but none of this request");
        } else {
            settle(sending, request.count(), rejected);
        }
    }

    private void refusedWhole(Sending sending, String reason) {
        if (!sending.halve()) {
            settle(sending, 1, List.of(rejectedPoint(reason, request.point(0))));
        }
    }

    private void rejectOversized(Sending sending) {
        byte[] point = sending.rest().point(0);
        String reason = "the point has " + point.length + " bytes, the receiver takes at most " + limits.bytes();
        settle(sending, 1, List.of(rejectedPoint(reason, point)));
    }

    private RejectedPoint rejectedPoint(String reason, byte[] point) {
        return new RejectedPoint(clock.millis(), RejectedPoint.Form.ENCODED, reason, point);
    }

    /** The next points of a batch are done with: some are rejected, the others delivered. */
    private void settle(Sending sending, int points, List<RejectedPoint> rejected) {
        if (!rejected.isEmpty()) {
            sending.noteRefusal();
            spool.reject(rejected);
            log.refused(rejected);
        }
        sending.done(points);
        if (sending.isFinished()) {
            spool.remove(sending.batch());
        }
        ledger.settled(points - rejected.size(), rejected.size(), clock.millis());
    }

    private void reject(List<RejectedPoint> points) {
        spool.reject(points);
        log.refused(points);
        ledger.settled(0, points.size(), clock.millis());
    }

    /** Does what an operator has ordered. Nothing may be under way. */
    void obeyOrders() {
        if (spool.obeyOrders()) {
            attempts.tryNow();
        }
    }

    /** From now on only the live batch is sent. */
    void closing() {
        closing = true;
    }

    /** The request under way has no answer and will not get one. */
    void giveUp() {
        if (underWay != null) {
            underWay.batch().pin(false);
            underWay = null;
        }
    }

    /**
     * Waits as after a failure, whatever state things are in.
     *
     * @param sent whether the request under way was posted and will have an answer
     */
    void pause(boolean sent, String reason) {
        if (!sent) {
            giveUp();
        }
        attempts.failed(reason, Optional.empty());
    }

    /** Leaves in the spool what is neither delivered nor rejected, and nothing else. */
    void finish() {
        giveUp();
        for (Sending sending : new @Nullable Sending[] {live, arrived, backlog.current()}) {
            Sending kept = unlessGone(sending);
            if (kept != null && !kept.isFinished() && kept.batch().done() > 0) {
                cut(kept);
            }
        }
        spool.flush();
    }
}
