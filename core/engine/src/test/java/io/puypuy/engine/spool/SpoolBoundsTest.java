package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolBoundsTest {
    @ParameterizedTest
    @CsvSource({"1, 8388608", "4, 8388608", "8, 4194304", "100, 335544"})
    void allSpoolsTogetherStayWithinTheHeapWhileTheDiskIsFull(int spools, long memoryBytes) {
        assertThat(SpoolBounds.of(10, 1 << 20).oneOf(spools).memoryBytes()).isEqualTo(memoryBytes);
    }
}
