package io.puypuy.backend.embedded;

import io.puypuy.api.DataPoint;
import io.puypuy.api.PointStore;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.UnsendablePointException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pf4j.Extension;

/**
 * Puts points into the store of this machine. The store merges points of equal series and time, so that a batch that is
 * sent again changes nothing. The store's own settings are in section {@code [Server]}.
 */
@Extension
public final class EmbeddedBackend implements Backend {
    private static final Limits LIMITS = new Limits(10_000, 4 << 20);
    /** The end of the year 9999, where the store's calendar ends. */
    private static final long MAX_MILLIS = 253_402_300_799_999L;

    private final PointCodec codec = new PointCodec();
    // Asked for at each request: the daemon opens the store when the whole configuration is right.
    private Supplier<Optional<PointStore>> store = Optional::empty;

    @Override
    public String type() {
        return "Embedded";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        use(context::store);
    }

    void use(Supplier<Optional<PointStore>> lent) {
        store = lent;
    }

    @Override
    public Limits limits() {
        return LIMITS;
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        if (point.timestampMillis() < 0 || point.timestampMillis() > MAX_MILLIS) {
            throw new UnsendablePointException(
                    "the store takes times from 1970 to 9999, not " + point.timestampMillis());
        }
        codec.encode(point, out);
    }

    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        Optional<PointStore> open = store.get();
        if (open.isEmpty()) {
            return new Delivery.NotAllowed("this program has no embedded store; choose another tsdtype in [TSDB]");
        }
        List<DataPoint> decoded = new ArrayList<>(points.count());
        List<Integer> places = new ArrayList<>(points.count());
        List<Delivery.Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < points.count(); i++) {
            try {
                decoded.add(codec.decode(points.point(i)));
                places.add(i);
            } catch (IllegalArgumentException e) {
                refusals.add(new Delivery.Refusal(i, String.valueOf(e.getMessage())));
            }
        }
        try {
            for (PointStore.LeftOut left : open.get().append(decoded)) {
                refusals.add(new Delivery.Refusal(places.get(left.index()), left.reason()));
            }
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("interrupted while storing").initCause(e);
            }
            return new Delivery.RetryLater(String.valueOf(e.getMessage()));
        }
        return refusals.isEmpty() ? new Delivery.Stored() : new Delivery.Refused(refusals);
    }
}
