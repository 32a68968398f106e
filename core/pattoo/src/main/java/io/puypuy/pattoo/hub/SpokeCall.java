package io.puypuy.pattoo.hub;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpReply;
import io.puypuy.engine.read.AnswerTooLargeException;
import io.puypuy.pattoo.agent.DocumentCheck;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Fetches documents from spokes. What all threads together have in memory is bounded: each may read a share, and who needs
 * more than that waits for one of a few places. Thread-safe.
 */
final class SpokeCall {
    /** For all answers that are being read at a time. */
    private static final int ALL_BYTES = 32 << 20;

    private static final int MOST_LARGE = 8;
    private static final int SUCCESS = 2;

    private final Http http;
    private final int share;
    private final int mostBytes;
    private final Semaphore largeOnes;

    /** A spoke gave no document; the message says why. */
    static final class NoDocumentException extends Exception {
        private static final long serialVersionUID = 1;

        NoDocumentException(String reason) {
            super(reason);
        }
    }

    /**
     * @param concurrency how many threads ask
     * @param mostBytes of an answer
     */
    SpokeCall(Http http, int concurrency, int mostBytes) {
        this.http = http;
        this.mostBytes = mostBytes;
        this.share = Math.min(mostBytes, ALL_BYTES / concurrency);
        this.largeOnes = new Semaphore(Math.max(1, Math.min(MOST_LARGE, ALL_BYTES / mostBytes)));
    }

    /** The document of a spoke, byte for byte. */
    byte[] fetch(PolledSpoke spoke) throws NoDocumentException, InterruptedException {
        try {
            return spoke.isLarge() ? fetchLarge(spoke) : fetchUsual(spoke);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("interrupted while asking").initCause(e);
            }
            throw new NoDocumentException(String.valueOf(e.getMessage()));
        }
    }

    private byte[] fetchUsual(PolledSpoke spoke) throws IOException, NoDocumentException, InterruptedException {
        try {
            return document(http.send(spoke.request().maxBytes(share)));
        } catch (AnswerTooLargeException e) {
            if (share == mostBytes) {
                throw e;
            }
            spoke.large(true);
            return fetchLarge(spoke);
        }
    }

    private byte[] fetchLarge(PolledSpoke spoke) throws IOException, NoDocumentException, InterruptedException {
        largeOnes.acquire();
        try {
            byte[] document = document(http.send(spoke.request().maxBytes(mostBytes)));
            spoke.large(document.length > share);
            return document;
        } finally {
            largeOnes.release();
        }
    }

    private static byte[] document(HttpReply reply) throws NoDocumentException {
        if (reply.status() / 100 != SUCCESS) {
            throw new NoDocumentException("it answered " + reply.status() + " and "
                    + CheckException.quoted(reply.body().strip()) + hint(reply.status()));
        }
        Optional<String> fault = DocumentCheck.fault(reply.bytes());
        if (fault.isPresent()) {
            throw new NoDocumentException("its answer is not posted: " + fault.get());
        }
        return reply.bytes();
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> "; set its api_key";
            case 404 -> "; set its path";
            default -> "";
        };
    }
}
