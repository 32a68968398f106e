package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolNameTest {
    @Test
    void readsBackItsOwnNames() {
        SpoolName name = new SpoolName(1_763_685_111_000L, 7, 120, 9000);
        assertThat(name.fileName()).isEqualTo("1763685111000-000007-120-9000.batch");
        assertThat(SpoolName.parse(name.fileName())).isEqualTo(name);
        SpoolName largest = new SpoolName(Long.MAX_VALUE / 10_000_000, Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        assertThat(SpoolName.parse(largest.fileName())).isEqualTo(largest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".batch",
                "README",
                "1763685111000-000007-120-9000.batch.tmp",
                "1763685111000-000007-120.batch",
                "1763685111000-000007-120-9000-1.batch",
                "1763685111000-000007-120-.batch",
                "1763685111000-7-120-9000.batch",
                "1763685111000-000007-0-9000.batch",
                "1763685111000-000007-120-99999999999.batch",
                "1763685111000-000007-+12-9000.batch",
                "9999999999999999999999999-000007-120-9000.batch"
            })
    void refusesNamesOfOthers(String name) {
        assertThat(SpoolName.parse(name)).isNull();
    }
}
