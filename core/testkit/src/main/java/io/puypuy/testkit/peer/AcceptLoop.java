package io.puypuy.testkit.peer;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections, each served by a thread of its own, until it is closed. */
final class AcceptLoop implements Closeable {
    /** Waits for the next connection. */
    interface Acceptor extends Closeable {
        PeerConnection accept(CountDownLatch peerClosed) throws IOException;
    }

    private static final long MOST_MILLIS = 5_000;

    private final String name;
    private final Acceptor acceptor;
    private final PeerBehaviour behaviour;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();
    private final Thread accepting;
    private final Set<PeerConnection> open = ConcurrentHashMap.newKeySet();

    AcceptLoop(String name, Acceptor acceptor, PeerBehaviour behaviour) {
        this.name = name;
        this.acceptor = acceptor;
        this.behaviour = behaviour;
        accepting = start(name + "-accept", this::run);
    }

    /** How many connections there have been. */
    int connections() {
        return count.get();
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                PeerConnection connection = acceptor.accept(closed);
                open.add(connection);
                start(name + "-" + count.incrementAndGet(), () -> serve(connection));
            } catch (IOException e) {
                // Closed, or the client was gone before it was accepted: the loop's condition tells which.
            }
        }
    }

    private void serve(PeerConnection connection) {
        try (connection) {
            behaviour.serve(connection);
        } catch (IOException e) {
            // The client went away, which is what most of the tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        acceptor.close();
        try {
            // The kernel takes connections until the call that waits for one has returned.
            accepting.join(MOST_MILLIS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        for (PeerConnection connection : open) {
            connection.close();
        }
    }
}
