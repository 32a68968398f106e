package io.puypuy.pattoo.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodeBuffer;
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
}
