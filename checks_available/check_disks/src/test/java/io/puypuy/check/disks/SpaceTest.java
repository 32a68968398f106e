package io.puypuy.check.disks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpaceTest {
    @Test
    void reservedBlocksBelongToNeitherSide() {
        assertThat(new Space(100, 20, 15).percentUsed()).isEqualTo(80 * 100.0 / 95);
    }

    @Test
    void isFullWhenNobodyCanUseAnything() {
        assertThat(new Space(100, 100, 0).percentUsed()).isEqualTo(100);
        assertThat(new Space(100, 100, 100).percentUsed()).isZero();
    }
}
