package io.puypuy.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTableTest {
    @ParameterizedTest
    @CsvSource({
        "99, 100, 200, true, false",
        "100, 100, 200, true, true",
        "200, 100, 200, true, true",
        "201, 100, 200, true, false",
        "201, 100, 200, false, true",
        "99, 100, 200, false, false",
        // The numbers began again.
        "32000, 31000, 200, true, true",
        "150, 31000, 200, true, true",
        "201, 31000, 200, true, false",
        "201, 31000, 200, false, true",
    })
    void looksOnlyAtWhatMayHaveBegunSince(long pid, long session, long newest, boolean recent, boolean younger) {
        assertThat(ProcessTable.isYounger(pid, session, newest, recent)).isEqualTo(younger);
    }
}
