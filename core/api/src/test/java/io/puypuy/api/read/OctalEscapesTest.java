package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OctalEscapesTest {
    @ParameterizedTest
    @CsvSource({
        "/plain, /plain",
        "/a\\040b, /a b",
        "/tab\\011x, '/tab\tx'",
        "/back\\134040, /back\\040",
        "/\\303\\244, /ä",
        "/ä\\040, '/ä '",
        "/end\\04, /end\\04",
        "/no\\999, /no\\999"
    })
    void decodesWhatTheKernelEncodes(String field, String path) {
        assertThat(OctalEscapes.decoded(field)).isEqualTo(path);
    }
}
