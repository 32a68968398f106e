package io.puypuy.pattoo.agent;

import io.puypuy.engine.delivery.LaneSettings;
import io.puypuy.engine.read.LazyHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process with documents that the server does not take; it says when they are in the spool and waits to be killed. */
final class HoldingAgent {
    static final int DOCUMENTS = 20;

    private HoldingAgent() {}

    /** Arguments: the folder, and a port where nobody listens. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (LazyHttp http = new LazyHttp();
                Outbox outbox = TestAgents.outbox(
                        folder.resolve("cache"), Integer.parseInt(args[1]), LaneSettings.DEFAULT, http)) {
            outbox.openOrFail();
            for (int i = 0; i < DOCUMENTS; i++) {
                outbox.post(TestAgents.document("d" + i));
                outbox.flush();
            }
            while (outbox.status().books().waitingBatches() < DOCUMENTS) {
                Thread.onSpinWait();
            }
            Files.createFile(folder.resolve("ready"));
            new CountDownLatch(1).await();
        }
    }
}
