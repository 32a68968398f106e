package io.puypuy.pattoo.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodeBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentReaderTest {
    private static final Set<String> UNCHECKED = Set.of("release", "version");

    private final DocumentReader reader = new DocumentReader(DocumentLimits.DEFAULT);

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.puypuy.pattoo.document.Golden#names")
    void readsWhatPattoosServerReads(String name) throws Exception {
        List<Map<String, Object>> records = reader.read(Golden.bytes(name + ".output.json")).datapoints().stream()
                .map(DocumentReaderTest::record)
                .collect(Collectors.toList());
        assertThat(records.toString())
                .isEqualTo(Objects.requireNonNull(Golden.json(name + ".records.json"))
                        .toString());
    }

    private static Map<String, Object> record(ReceivedDatapoint point) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put(Names.CHECKSUM, point.identity());
        record.put(
                "pattoo_metadata",
                point.metadata().stream()
                        .map(entry -> List.of(entry.key(), entry.value()))
                        .toList());
        record.put(Names.DATA_TYPE, point.type().code());
        record.put(Names.KEY, point.key());
        record.put(Names.VALUE, point.value());
        record.put(Names.TIMESTAMP, point.timestampMillis());
        record.put(Names.AGENT_ID, point.agentId());
        record.put(Names.TARGET, point.target());
        record.put(Names.PROGRAM, point.program());
        record.put(Names.HOSTNAME, point.hostname());
        record.put(Names.POLLING_INTERVAL, Long.toString(point.intervalMillis()));
        return record;
    }

    @Test
    void readsASpokesReplyAndWritesItAgain() throws Exception {
        byte[] reply = Golden.bytes("spoke_reply.json");
        ReceivedDocument document = reader.read(reply);
        assertThat(document.datapoints()).hasSize(95);
        assertThat(document.dropped()).isZero();
        EncodeBuffer out = new EncodeBuffer();
        DocumentWriter.writeReply(again(document), out);
        assertThat(new String(out.toByteArray(), UTF_8)).isEqualTo(new String(reply, UTF_8));
    }

    /** The data that the document was made of; its checksums are made anew. */
    private static AgentData again(ReceivedDocument document) {
        ReceivedDatapoint any = document.datapoints().get(0);
        AgentData data = new AgentData(
                new AgentIdentity(any.agentId(), any.program(), any.hostname()),
                document.intervalMillis(),
                document.timestampMillis());
        Target target = new Target(any.target());
        for (ReceivedDatapoint point : document.datapoints()) {
            Datapoint datapoint =
                    Datapoint.of(point.key(), point.value(), point.type()).at(point.timestampMillis());
            for (MetadataPair entry : point.postedMetadata()) {
                datapoint = UNCHECKED.contains(entry.key())
                        ? datapoint.withUnchecked(entry.key(), entry.value())
                        : datapoint.with(entry.key(), entry.value());
            }
            assertThat(datapoint.identity().checksum(data.identity(), target.name()))
                    .isEqualTo(point.checksum());
            target.add(datapoint);
        }
        return data.add(target);
    }
}
