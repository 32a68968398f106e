package io.puypuy.engine;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.engine.delivery.Batch;
import io.puypuy.engine.delivery.Lane;
import io.puypuy.engine.delivery.LaneSettings;
import io.puypuy.engine.plugin.Failure;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolFiles;
import io.puypuy.engine.status.BackendStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backends that {@code [TSDB]} and {@code [TSDB:name]} choose, each with its lane and spool. Changed by the thread
 * {@code cycle}; statuses may be read by any.
 */
final class Lanes implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final Duration REPLACED = Duration.ofSeconds(5);

    private final ConfiguredBackends backends;
    // By label; replaced as a whole, so that readers of the statuses need no lock.
    private volatile Map<String, Running> running = Map.of();
    private @Nullable Conf conf;

    private record Running(Backend backend, Lane lane, Path spool, SpoolBounds bounds, Optional<ScrapePage> page) {}

    Lanes(Path folder, BackendContext context) {
        this.backends = new ConfiguredBackends(folder, context);
    }

    @Override
    public Change prepare(Conf next, SelfConfig self) throws InterruptedException {
        List<String> labels = ConfiguredBackends.labels(next);
        SpoolBounds bounds =
                SpoolBounds.of(self.maxCacheFiles(), self.maxCacheBytes()).oneOf(labels.size());
        Map<String, Running> lanes = new LinkedHashMap<>();
        List<Running> added = new ArrayList<>();
        for (String label : labels) {
            Running old = running.get(label);
            if (old != null
                    && conf != null
                    && next.sameSection(conf, ConfiguredBackends.SECTION, label)
                    && old.bounds.equals(bounds)
                    && self.spool().equals(old.spool.getParent())) {
                lanes.put(label, old);
                continue;
            }
            Running made = make(next.section(ConfiguredBackends.SECTION, label), label, self.spool(), bounds);
            if (made != null) {
                lanes.put(label, made);
                added.add(made);
            }
        }
        refuseSecondPage(next, lanes);
        refuseTwins(next, lanes);
        return new Replacement(next, lanes, added);
    }

    /** There is one address, {@code /metrics}, for all that is fetched. */
    private static void refuseSecondPage(Conf next, Map<String, Running> lanes) {
        boolean shown = false;
        for (Map.Entry<String, Running> each : lanes.entrySet()) {
            boolean shows = each.getValue().page.isPresent();
            if (shows && shown) {
                next.section(ConfiguredBackends.SECTION, each.getKey())
                        .fault("tsdtype", "another section shows its points at /metrics", "delete one of them");
            }
            shown |= shows;
        }
    }

    /** Two lanes in one spool would send each other's batches, and delete them under each other. */
    private static void refuseTwins(Conf next, Map<String, Running> lanes) {
        Map<String, String> names = new HashMap<>();
        Map<Path, String> folders = new HashMap<>();
        for (Map.Entry<String, Running> each : lanes.entrySet()) {
            String label = each.getKey();
            String title = label.isEmpty() ? ConfiguredBackends.SECTION : ConfiguredBackends.SECTION + ":" + label;
            String sameName = names.putIfAbsent(ConfiguredBackends.name(label), title);
            String sameFolder = folders.putIfAbsent(each.getValue().spool, title);
            if (sameName != null || sameFolder != null) {
                String wrong = sameName != null
                        ? "its backend would be called \"" + ConfiguredBackends.name(label) + "\", as that of ["
                                + sameName + "] is"
                        : "its batches would lie in " + each.getValue().spool.getFileName() + ", as those of ["
                                + sameFolder + "] do";
                next.section(ConfiguredBackends.SECTION, label)
                        .fault("tsdtype", wrong, "give the section another label");
            }
        }
    }

    /** A lane that has not been started; null if there is no such backend, which is noted as a fault. */
    private @Nullable Running make(Settings settings, String label, Path spool, SpoolBounds bounds)
            throws InterruptedException {
        Backend backend = backends.make(settings).orElse(null);
        if (backend == null) {
            return null;
        }
        try {
            return running(backend, label, spool, bounds);
        } catch (RuntimeException | Error thrown) {
            settings.fault("tsdtype", "the backend failed: " + Failure.phrase(thrown), "choose another");
            backend.close();
            return null;
        }
    }

    private static Running running(Backend backend, String label, Path spool, SpoolBounds bounds) {
        String name = ConfiguredBackends.name(label);
        Path folder = spool.resolve(name + "-" + backend.type().toLowerCase(Locale.ROOT));
        Spool waiting = new Spool(folder, bounds, SpoolFiles.disk(), InstantSource.system());
        Lane lane = new Lane(name, backend, waiting, LaneSettings.DEFAULT);
        return new Running(backend, lane, folder, bounds, backend.scrapePage());
    }

    private final class Replacement implements Change {
        private final Conf next;
        private final Map<String, Running> lanes;
        private final List<Running> added;

        Replacement(Conf next, Map<String, Running> lanes, List<Running> added) {
            this.next = next;
            this.lanes = lanes;
            this.added = added;
        }

        @Override
        public void apply() {
            // A new lane may use the spool of the old one.
            for (Running old : running.values()) {
                if (!lanes.containsValue(old)) {
                    old.lane.close(REPLACED);
                    sayWhatStays(old);
                }
            }
            added.forEach(each -> each.lane.start());
            running = lanes;
            conf = next;
        }

        /** Nobody sends from the spool of a backend that is no longer there, and no status shows it. */
        private void sayWhatStays(Running old) {
            BackendStatus status = old.lane.status();
            long waiting = status.books().waiting();
            boolean goesOn = lanes.values().stream().anyMatch(each -> each.spool.equals(old.spool));
            if (waiting > 0 && !goesOn) {
                LOG.warn(
                        "backend {} is no longer {}: {} points stay in {}; they are sent when it is that again,"
                                + " \"bin/puypuy spool drop {}\" deletes them",
                        status.name(),
                        status.type(),
                        waiting,
                        old.spool,
                        old.spool.getFileName());
            }
        }

        @Override
        public void discard() {
            // Closing the lane would open its spool, which may still be another lane's.
            added.forEach(each -> each.backend.close());
        }
    }

    /** Hands the points to all backends, and the events to those that take them; never waits. */
    void offer(List<DataPoint> points, List<Event> events) {
        Batch numbers = Batch.of(points);
        Batch all = new Batch(points, events);
        for (Running each : running.values()) {
            each.lane.offer(each.backend.takesEvents() ? all : numbers);
        }
    }

    /** What a backend shows to those who fetch; empty if none does. */
    Optional<ScrapePage> scrapePage() {
        for (Running each : running.values()) {
            if (each.page.isPresent()) {
                return each.page;
            }
        }
        return Optional.empty();
    }

    /** Whether nothing waits, or only what cannot be delivered now. */
    boolean areSettled() {
        for (Running each : running.values()) {
            BackendStatus status = each.lane.status();
            boolean tried =
                    status.state() == BackendStatus.State.RETRYING || status.state() == BackendStatus.State.NOT_ALLOWED;
            if (status.books().waiting() > 0 && !tried) {
                return false;
            }
        }
        return true;
    }

    List<BackendStatus> statuses() {
        List<BackendStatus> statuses = new ArrayList<>();
        for (Running each : running.values()) {
            statuses.add(each.lane.status());
        }
        return statuses;
    }

    /** Has all lanes put into their spools what they hold, at the same time, and ends them. */
    void close(Duration most) throws InterruptedException {
        List<Thread> closing = new ArrayList<>();
        for (Running each : running.values()) {
            Thread thread = new Thread(() -> each.lane.close(most), "close-" + each.spool.getFileName());
            thread.start();
            closing.add(thread);
        }
        for (Thread thread : closing) {
            thread.join();
        }
        backends.close();
    }
}
