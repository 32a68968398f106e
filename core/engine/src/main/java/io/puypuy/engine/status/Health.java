package io.puypuy.engine.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the daemon does its work. It does while cycles finish, and while each backend gets on with what waits for it:
 *
 * <ul>
 *   <li>the last cycle must not be longer ago than three periods, or 10 s if that is more;
 *   <li>a backend for which points wait must have delivered some, or had some refused, within the last 5 minutes, or
 *       three periods if that is more. What falls out of its full spool does not count.
 * </ul>
 *
 * Checks that fail do not matter here: they are reported one by one. Times are those of a clock that never jumps.
 * Thread-safe.
 */
public final class Health {
    private static final int PERIODS = 3;
    private static final Duration CYCLE = Duration.ofSeconds(10);
    private static final Duration DELIVERY = Duration.ofMinutes(5);

    private final LongSupplier nanos;
    private @Nullable EngineStatus last;
    private long lastNanos;
    private Map<String, Progress> progress = new HashMap<>();

    /**
     * How far a backend is.
     *
     * @param settled points that it has delivered or that were refused
     * @param sinceNanos when that last changed, or nothing waited
     */
    private record Progress(long settled, long sinceNanos) {}

    public Health() {
        this(System::nanoTime);
    }

    Health(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes the status after each cycle. */
    public synchronized void cycleFinished(EngineStatus status) {
        long now = nanos.getAsLong();
        Map<String, Progress> next = new HashMap<>();
        for (BackendStatus backend : status.backends()) {
            BackendStatus.Books books = backend.books();
            long settled = books.delivered() + books.rejected();
            Progress before = progress.get(backend.name());
            boolean stands = before != null && before.settled == settled && books.waiting() > 0;
            next.put(backend.name(), stands ? before : new Progress(settled, now));
        }
        progress = next;
        last = status;
        lastNanos = now;
    }

    /** One sentence for each thing that is wrong at this moment; none if all is well. */
    public synchronized List<String> reasons() {
        EngineStatus status = last;
        if (status == null) {
            return List.of("no cycle has finished yet");
        }
        long now = nanos.getAsLong();
        Duration periods = Duration.ofMillis(status.periodMillis()).multipliedBy(PERIODS);
        List<String> reasons = new ArrayList<>();
        Duration age = Duration.ofNanos(now - lastNanos);
        if (age.compareTo(longer(periods, CYCLE)) > 0) {
            reasons.add("the last cycle finished " + age.toSeconds() + " s ago, and there is one every "
                    + status.periodMillis() / 1000 + " s");
        }
        for (BackendStatus backend : status.backends()) {
            Progress its = progress.get(backend.name());
            Duration stuck = its == null ? Duration.ZERO : Duration.ofNanos(now - its.sinceNanos);
            if (backend.books().waiting() > 0 && stuck.compareTo(longer(periods, DELIVERY)) > 0) {
                reasons.add("backend " + backend.name() + " has delivered nothing for " + stuck.toSeconds()
                        + " s, and " + backend.books().waiting() + " points wait"
                        + (backend.message().isEmpty() ? "" : ": " + backend.message()));
            }
        }
        return reasons;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
