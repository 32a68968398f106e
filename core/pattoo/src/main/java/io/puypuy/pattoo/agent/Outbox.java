package io.puypuy.pattoo.agent;

import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.engine.delivery.Batch;
import io.puypuy.engine.delivery.Lane;
import io.puypuy.engine.delivery.LaneSettings;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolFiles;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.pattoo.document.DocumentReceiver;
import io.puypuy.pattoo.settings.AgentSettings;
import io.puypuy.pattoo.settings.ReceiverSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of an agent's documents to the server: what it does not take waits in {@code <cache_directory>/<agent_id>/spool/},
 * bounded, oldest first, with the books of any backend. Documents are gathered, so that many share one file and its
 * fsync; {@link #flush} ends the gathering.
 *
 * <p>Threads: those of its {@link Lane}, named {@code backend-pattoo}. {@link #post}, {@link #flush} and {@link #status} are
 * thread-safe; the other methods belong to one thread.
 */
public final class Outbox implements AutoCloseable {
    /** A larger document cannot be posted. */
    public static final int MOST_DOCUMENT_BYTES = Spool.MAX_BODY_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String NAME = "pattoo";
    private static final String SPOOL = "spool";
    private static final Duration USUAL_CLOSE = Duration.ofSeconds(6);
    private static final Duration TAKING_OVER = Duration.ofSeconds(20);
    /** The poll needs the rest of the time. */
    private static final int SHARE_OF_TAKING_OVER = 3;

    private static final Duration SAFE = Duration.ofSeconds(30);
    /** Documents that are offered and not in the spool: enough to gather while the disk works. */
    private static final long MOST_BYTES_IN_MEMORY = 8 << 20;
    /** Bytes bound them long before; fewer would lose some. */
    private static final int QUEUE = 10_000_000;

    private static final LaneSettings LANE = new LaneSettings(
            QUEUE,
            LaneSettings.DEFAULT.firstBackOff(),
            LaneSettings.DEFAULT.longestBackOff(),
            LaneSettings.DEFAULT.longestRetryAfter(),
            LaneSettings.DEFAULT.notAllowedWait());

    private final CacheFolder folder;
    private final DocumentsBackend backend;
    private final Lane lane;
    private final OldCache oldCache;
    private final long mostTakenOver;
    private List<byte[]> gathered = new ArrayList<>();
    private long gatheredBytes;
    private boolean owned;

    Outbox(Path cacheDirectory, String agentId, SpoolBounds bounds, LaneSettings settings, DocumentPoster poster) {
        InstantSource clock = InstantSource.system();
        this.folder = new CacheFolder(cacheDirectory, agentId);
        this.backend = new DocumentsBackend(poster);
        Spool spool = new Spool(folder.path().resolve(SPOOL), bounds, SpoolFiles.disk(), clock);
        this.lane = new Lane(NAME, backend, spool, settings);
        // What waits must not fall out of the spool because of what has waited longer.
        this.mostTakenOver = bounds.bytes() / 2;
        this.oldCache = new OldCache(folder, new IntoTheSpool(), clock, Math.min(MOST_DOCUMENT_BYTES, mostTakenOver));
    }

    /**
     * An outbox that is not open yet.
     *
     * @param agentId of the address that documents are posted to
     */
    public static Outbox of(AgentSettings settings, String agentId, Http http) {
        DocumentPoster poster =
                poster(settings, agentId, http, settings.receiver().timeout());
        return new Outbox(settings.cacheDirectory(), agentId, settings.spool(), LANE, poster);
    }

    /** Posts to the server of the settings and keeps nothing. */
    static DocumentPoster poster(AgentSettings settings, String agentId, Http http, Duration timeout) {
        ReceiverSettings receiver = settings.receiver();
        HttpRequest request = HttpRequest.get(DocumentReceiver.address(receiver.receive(), agentId))
                .timeout(timeout)
                .tls(receiver.tlsVerify(), receiver.caFile());
        return new DocumentReceiver(
                http,
                receiver.apiKey().map(key -> request.header("X-Api-Key", key)).orElse(request),
                "ip_address, ip_bind_port and api_uri of pattoo_agent_api")::answer;
    }

    /**
     * Begins to send what waits from an earlier life; false if another process has the outbox of this agent.
     *
     * @throws IOException if the folder cannot be used; the message is a sentence
     */
    public boolean open() throws IOException {
        try {
            owned = folder.own();
        } catch (IOException e) {
            throw new IOException("cannot use the cache directory " + folder.path() + ": " + e, e);
        }
        if (owned) {
            lane.start();
        }
        return owned;
    }

    /** As {@link #open}; that another process has it is a fault. */
    public void openOrFail() throws IOException {
        if (!open()) {
            throw new IOException("another process posts for the agent " + folder.agentId() + ": it has the lock of "
                    + folder.path() + "; stop it first");
        }
    }

    /**
     * Takes over documents that pattoo's own agent of this id left in its cache, until half the spool is full: the rest
     * stays in its files. Takes at most 20 s, and a third of the time that is left. To be called before each poll.
     *
     * @param deadlineNanos when the poll has to have ended, as {@link System#nanoTime}
     */
    public void takeOverOldFiles(long deadlineNanos) throws InterruptedException {
        long now = System.nanoTime();
        long deadline = now + Math.min(TAKING_OVER.toNanos(), (deadlineNanos - now) / SHARE_OF_TAKING_OVER);
        int taken;
        do {
            long room = mostTakenOver - lane.status().books().waitingBytes();
            taken = room > 0 ? oldCache.takeOver(room, deadline) : 0;
        } while (taken == OldCache.MOST_FILES && System.nanoTime() - deadline < 0);
    }

    private final class IntoTheSpool implements OldCache.Sink {
        @Override
        public void post(byte[] document) throws InterruptedException {
            Outbox.this.post(document);
        }

        @Override
        public boolean isSafe(long deadlineNanos) throws InterruptedException {
            flush();
            return lane.awaitOnDisk(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
        }
    }

    /**
     * Adds a document, which may not be changed any more; waits while too many are in memory.
     *
     * @throws InterruptedException if there was no room until then; the document is not taken
     */
    public void post(byte[] document) throws InterruptedException {
        while (!lane.awaitRoom(MOST_BYTES_IN_MEMORY, SAFE)) {
            LOG.warn("{}: the disk is too slow, documents wait to be written", folder.path());
        }
        synchronized (this) {
            if (gatheredBytes + document.length > Spool.MAX_BODY_BYTES) {
                flush();
            }
            gathered.add(document);
            gatheredBytes += document.length;
        }
    }

    /** Has what is gathered written and sent. */
    public synchronized void flush() {
        if (!gathered.isEmpty()) {
            lane.offer(Batch.ofDocuments(gathered));
            gathered = new ArrayList<>();
            gatheredBytes = 0;
        }
    }

    /**
     * Posts one document, gathered with nothing, and tells what became of it.
     *
     * @param most is waited for the answer; afterwards the document waits
     */
    public Posted postNow(byte[] document, Duration most) throws InterruptedException {
        Watch watch = new Watch(document);
        backend.watch(watch);
        flush();
        lane.offer(Batch.ofDocuments(List.of(document)));
        boolean onDisk = lane.awaitOnDisk(most);
        BackendStatus before = lane.status();
        boolean failing =
                before.state() == BackendStatus.State.RETRYING || before.state() == BackendStatus.State.NOT_ALLOWED;
        Optional<Posted> outcome = watch.await((failing ? most.dividedBy(10) : most).toNanos());
        if (outcome.isPresent() && (onDisk || outcome.get().fate() != Posted.Fate.WAITING)) {
            return outcome.get();
        }
        if (!onDisk && !lane.awaitOnDisk(Duration.ofMillis(1))) {
            return Posted.lost(
                    "neither the server nor the disk takes it: " + lane.status().message());
        }
        return Posted.waiting(failing ? before.message() : "the server has not answered yet");
    }

    /** Puts a document where the process that has the outbox finds it. */
    void handOver(byte[] document) throws IOException {
        folder.handOver(document, System.currentTimeMillis());
    }

    /** The books and the state as they are now. */
    public BackendStatus status() {
        return lane.status();
    }

    /** As {@link #close(Duration)} with 6 s. */
    @Override
    public void close() {
        close(USUAL_CLOSE);
    }

    /** Puts what is in memory into the spool and ends, after at most so long. */
    public void close(Duration most) {
        if (owned) {
            flush();
            lane.close(most);
            owned = false;
            try {
                folder.close();
            } catch (IOException e) {
                LOG.warn("{}: cannot be given up", folder.path(), e);
            }
        }
    }
}
