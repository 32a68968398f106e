package io.puypuy.pattoo.spoke;

import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.pattoo.document.AgentData;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.document.DocumentWriter;
import io.puypuy.pattoo.document.Target;
import io.puypuy.pattoo.os.OsDatapoints;
import io.puypuy.pattoo.os.Snapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes the bytes of answers. One thread at a time begins with a snapshot; its answers are thread-safe. */
final class Answers {
    // More intervals than one machine is asked for in one second; further ones are written and not kept.
    private static final int MAX_KEPT = 16;

    private final AgentIdentity identity;
    private final HostPage page;
    private final OsDatapoints datapoints = new OsDatapoints();

    Answers(AgentIdentity identity, HostPage page) {
        this.identity = identity;
        this.page = page;
    }

    synchronized OfSnapshot of(Snapshot snapshot) {
        return new OfSnapshot(snapshot, datapoints.target(snapshot));
    }

    /** What is answered while a snapshot is young; each form is written when it is first asked for. */
    final class OfSnapshot {
        private final Snapshot snapshot;
        private final Target target;
        private final Map<Long, byte[]> documents = new ConcurrentHashMap<>();
        private volatile byte @Nullable [] html;

        private OfSnapshot(Snapshot snapshot, Target target) {
            this.snapshot = snapshot;
            this.target = target;
        }

        /** The document for those who poll at this interval; not to be changed. */
        byte[] document(long intervalMillis) {
            byte[] known = documents.get(intervalMillis);
            return known != null ? known : write(intervalMillis);
        }

        private synchronized byte[] write(long intervalMillis) {
            byte[] other = documents.get(intervalMillis);
            if (other != null) {
                return other;
            }
            EncodeBuffer out = new EncodeBuffer();
            DocumentWriter.writeReply(new AgentData(identity, intervalMillis, snapshot.millis()).add(target), out);
            byte[] document = out.toByteArray();
            if (documents.size() < MAX_KEPT) {
                documents.put(intervalMillis, document);
            }
            return document;
        }

        /** The page for people; not to be changed. */
        byte[] page() {
            byte[] known = html;
            if (known == null) {
                known = page.write(snapshot);
                html = known;
            }
            return known;
        }
    }
}
