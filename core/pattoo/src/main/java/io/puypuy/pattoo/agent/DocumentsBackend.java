package io.puypuy.pattoo.agent;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.engine.spool.Spool;
import io.puypuy.pattoo.document.DocumentReceiver;
import org.jspecify.annotations.Nullable;

/**
 * Posts documents that are written already, each in a request of its own, several at a time. Oldest first: pattoo's own
 * server stores no sample that is older than the last one of its datapoint. Documents of one request overtake each other
 * a little, which that server does not notice, because it sorts what has come within ten seconds.
 */
final class DocumentsBackend implements Backend {
    /** How many at a time. */
    private static final int PARALLEL = 16;

    private static final int MOST_DOCUMENTS = 128;

    private final DocumentPoster poster;
    private final Posters posters = new Posters();
    private @Nullable PostedRequest last;
    private byte @Nullable [] known;
    private volatile @Nullable Watch watch;

    DocumentsBackend(DocumentPoster poster) {
        this.poster = poster;
    }

    /** From now on tells it about its document. */
    void watch(Watch next) {
        watch = next;
    }

    @Override
    public String type() {
        return "pattoo";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        // It is made from settings that have been read.
    }

    @Override
    public Limits limits() {
        return new Limits(MOST_DOCUMENTS, Spool.MAX_BODY_BYTES);
    }

    @Override
    public boolean oldestFirst() {
        return true;
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        throw new UnsendablePointException("only documents are posted here");
    }

    @Override
    public Delivery send(EncodedPoints documents) throws InterruptedException {
        PostedRequest request = last;
        if (request == null || !request.isOf(documents)) {
            request = new PostedRequest(documents, PARALLEL, known);
        }
        last = request;
        PostedRequest attempt = request;
        posters.run(attempt.begin(), () -> post(attempt));
        Delivery delivery = attempt.end();
        if (delivery instanceof Delivery.Stored || delivery instanceof Delivery.Refused) {
            last = null;
            known = request.anyStored();
        }
        return delivery;
    }

    private void post(PostedRequest request) throws InterruptedException {
        for (int index = request.take(); index >= 0; index = request.take()) {
            byte[] document = request.document(index);
            DocumentReceiver.Answer answer;
            try {
                answer = poster.post(document);
            } catch (RuntimeException e) {
                // Ours is the fault, and the next document's would be the same.
                answer = DocumentReceiver.Answer.of(new Delivery.RetryLater("the document cannot be posted: " + e));
            }
            request.outcome(index, answer);
            Watch watching = watch;
            if (watching != null) {
                watching.tell(document, answer.delivery());
            }
        }
    }

    @Override
    public void close() {
        posters.close();
    }
}
