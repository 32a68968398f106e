package io.puypuy.pattoo.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same from one value of a datapoint to the next: key, type and metadata, and the checksums that follow
 * from them, which are made once. Immutable but for those.
 */
final class DatapointIdentity {
    /** What Python writes for nothing. */
    private static final String NO_KEY = "None";

    private final @Nullable String key;
    private final @Nullable Object typeCode;
    private final String typeText;
    private final Optional<DataType> type;
    private final List<Metadata> metadata;
    // Each is the same whoever makes it, so that threads need not agree.
    private @Nullable String own;
    private @Nullable Whole whole;

    private record Whole(AgentIdentity agent, String target, String checksum) {}

    private DatapointIdentity(
            @Nullable String key,
            @Nullable Object typeCode,
            String typeText,
            Optional<DataType> type,
            List<Metadata> metadata) {
        this.key = key;
        this.typeCode = typeCode;
        this.typeText = typeText;
        this.type = type;
        this.metadata = metadata;
    }

    static DatapointIdentity of(@Nullable Object key, @Nullable Object type) {
        @Nullable Object code = type instanceof DataType known ? (Object) (long) known.code() : PythonValue.of(type);
        String text = code == null ? String.valueOf(type) : PythonValue.text(code);
        return new DatapointIdentity(Metadata.key(key), code, text, known(code), List.of());
    }

    private static Optional<DataType> known(@Nullable Object code) {
        return code instanceof Number number && PythonNumber.canonical(number) instanceof Long whole
                ? DataType.of(whole)
                : Optional.empty();
    }

    /** With one more entry; unchanged if there is one of its key. */
    DatapointIdentity with(Metadata entry) {
        for (Metadata other : metadata) {
            if (other.key().equals(entry.key())) {
                return this;
            }
        }
        List<Metadata> more = new ArrayList<>(metadata.size() + 1);
        more.addAll(metadata);
        more.add(entry);
        return new DatapointIdentity(key, typeCode, typeText, type, List.copyOf(more));
    }

    /** Null if what was given is no key. */
    @Nullable
    String key() {
        return key;
    }

    /** Empty if what was given is no type. */
    Optional<DataType> type() {
        return type;
    }

    /** The type as it was given: 99, or 99.0, which Python calls equal. */
    @Nullable
    Object typeCode() {
        return typeCode;
    }

    List<Metadata> metadata() {
        return metadata;
    }

    /** The checksum of key, type and metadata, by which a target tells datapoints apart, valid or not. */
    String ownChecksum() {
        @Nullable String known = own;
        if (known == null) {
            ChecksumChain chain = ChecksumChain.start(key == null ? NO_KEY : key, typeText);
            for (Metadata entry : metadata) {
                if (entry.checked()) {
                    chain.add(entry.key(), entry.value());
                }
            }
            known = chain.link();
            own = known;
        }
        return known;
    }

    /** The checksum that is posted. */
    String checksum(AgentIdentity agent, String target) {
        @Nullable Whole known = whole;
        if (known == null || !known.agent().equals(agent) || !known.target().equals(target)) {
            String checksum = ChecksumChain.behind(ownChecksum())
                    .add(Names.HOSTNAME, agent.hostname())
                    .add(Names.AGENT_ID, agent.id())
                    .add(Names.TARGET, target)
                    .add(Names.PROGRAM, agent.program())
                    .link();
            known = new Whole(agent, target, checksum);
            whole = known;
        }
        return known.checksum();
    }
}
