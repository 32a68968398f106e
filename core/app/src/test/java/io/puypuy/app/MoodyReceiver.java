package io.puypuy.app;

import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands for an InfluxDB that stores what it likes: it is fast, slow, busy or broken, and at times it stores and its answer
 * is lost. Thread-safe.
 */
final class MoodyReceiver implements AutoCloseable {
    private static final PeerAnswer STORED = PeerAnswer.of(204, "");
    private static final int SLOW_MILLIS = 500;

    private final RecordingHttpPeer peer = RecordingHttpPeer.start();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Random random;
    /** The lines of each request that was stored. */
    private final List<List<String>> stored = new ArrayList<>();

    private int failures;
    private boolean calm;

    MoodyReceiver(long seed) {
        random = new Random(seed);
        peer.answer(this::answer);
    }

    /** What it does with one request. */
    private record Mood(boolean stores, int pauseMillis, PeerAnswer answer) {}

    URI uri() {
        return peer.uri("");
    }

    /** From now on it stores everything at once. */
    synchronized void calm() {
        calm = true;
    }

    private PeerAnswer answer(RecordedRequest request) {
        Mood mood = mood();
        try {
            closed.await(mood.pauseMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (mood.stores) {
                stored.add(request.text().lines().toList());
            }
            failures += mood.answer == STORED ? 0 : 1;
        }
        return mood.answer;
    }

    private synchronized Mood mood() {
        if (calm) {
            return new Mood(true, 0, STORED);
        }
        int pause = random.nextInt(SLOW_MILLIS);
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Mood(false, pause, PeerAnswer.of(503, "{\"error\":\"busy\"}"));
            case 2 -> new Mood(false, 0, PeerAnswer.of(429, "").header("Retry-After", "1"));
            case 3 -> new Mood(true, pause, PeerAnswer.of(500, "{\"error\":\"timeout\"}"));
            case 4, 5, 6 -> new Mood(true, 0, STORED);
            default -> new Mood(true, pause, STORED);
        };
    }

    /** How many requests were stored. */
    synchronized int requests() {
        return stored.size();
    }

    synchronized int failures() {
        return failures;
    }

    /** For each line the numbers, from 0, of the requests that stored it. */
    synchronized Map<String, List<Integer>> lines() {
        Map<String, List<Integer>> lines = new HashMap<>();
        for (int i = 0; i < stored.size(); i++) {
            for (String line : stored.get(i)) {
                lines.computeIfAbsent(line, first -> new ArrayList<>()).add(i);
            }
        }
        return lines;
    }

    @Override
    public void close() {
        closed.countDown();
        peer.close();
    }
}
