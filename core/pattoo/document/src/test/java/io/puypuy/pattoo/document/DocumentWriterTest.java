package io.puypuy.pattoo.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodeBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentWriterTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.puypuy.pattoo.document.Golden#names")
    void writesWhatPattooWrites(String name) {
        EncodeBuffer out = new EncodeBuffer();
        DocumentWriter.write(Golden.data(name), out);
        assertThat(new String(out.toByteArray(), UTF_8))
                .isEqualTo(new String(Golden.bytes(name + ".output.json"), UTF_8));
    }

    private static AgentData data(int datapoints) {
        Target target = new Target("switch");
        for (int i = 0; i < datapoints; i++) {
            target.add(Datapoint.of("octets", i, DataType.INTEGER).with("port", "port" + i));
        }
        return new AgentData(new AgentIdentity("id", "program", "host"), 20_000, 1_600_000_000_000L).add(target);
    }

    @Test
    void whatIsTooLargeForOneDocumentBecomesSeveral() throws Exception {
        int bytes = 20_000;
        List<byte[]> documents = DocumentWriter.documents(data(1_000), bytes);
        List<Object> values = new ArrayList<>();
        for (byte[] document : documents) {
            assertThat(document).hasSizeLessThanOrEqualTo(bytes);
            ReceivedDocument read = new DocumentReader(DocumentLimits.DEFAULT).read(document);
            assertThat(read.timestampMillis()).isEqualTo(1_600_000_000_000L);
            assertThat(read.dropped()).isZero();
            read.datapoints().forEach(point -> values.add(point.value()));
        }
        assertThat(documents).hasSizeGreaterThan(1);
        assertThat(values).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void whatFitsIsOneDocument() {
        EncodeBuffer out = new EncodeBuffer();
        DocumentWriter.write(data(10), out);
        assertThat(DocumentWriter.documents(data(10), out.length())).hasSize(1);
        assertThat(DocumentWriter.documents(data(0), 1)).hasSize(1);
        // A datapoint that is too large by itself is not cut.
        assertThat(DocumentWriter.documents(data(2), 1)).hasSize(2);
    }
}
