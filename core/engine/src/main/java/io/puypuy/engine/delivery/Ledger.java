package io.puypuy.engine.delivery;

import io.puypuy.engine.spool.SpoolBooks;
import io.puypuy.engine.status.BackendStatus;

/**
 * The books of one backend. What waits is what came in and has not gone out, so they balance whenever they are looked
 * at. Thread-safe.
 */
final class Ledger implements SpoolBooks {
    private final String name;
    private final String type;
    private long collected;
    private long delivered;
    private long rejected;
    private long dropped;
    private long files;
    private long fileBytes;
    private BackendStatus.State state = BackendStatus.State.NEW;
    private String message = "";
    private long lastSuccessMillis;

    Ledger(String name, String type) {
        this.name = name;
        this.type = type;
    }

    synchronized void collected(long points) {
        collected += points;
    }

    /** So many waiting points are stored by the receiver, and so many are refused. */
    synchronized void settled(long stored, long refused, long nowMillis) {
        delivered += stored;
        rejected += refused;
        if (stored > 0) {
            lastSuccessMillis = nowMillis;
        }
    }

    synchronized void state(BackendStatus.State now, String why) {
        state = now;
        message = why;
    }

    @Override
    public void found(long points) {
        collected(points);
    }

    @Override
    public synchronized void dropped(long points) {
        dropped += points;
    }

    @Override
    public synchronized void onDisk(long filesNow, long bytesNow) {
        files = filesNow;
        fileBytes = bytesNow;
    }

    synchronized BackendStatus status() {
        long waiting = collected - delivered - rejected - dropped;
        return new BackendStatus(
                name,
                type,
                state,
                message,
                new BackendStatus.Books(collected, delivered, rejected, dropped, waiting, fileBytes, files),
                lastSuccessMillis);
    }
}
