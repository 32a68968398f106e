package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random steps on a spool whose disk fails and whose process dies at any operation, compared with {@link SpoolModel}:
 * what was said to be on disk survives, a batch is read as it was put or not at all, what is lost is counted and had to
 * go, the books balance, nothing throws.
 */
class SpoolModelTest {
    private static final int STEPS = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithModel(long seed) {
        SpoolLife life = new SpoolLife(seed);
        int step = 0;
        try {
            for (; step < STEPS; step++) {
                life.step();
            }
            life.settleAll();
        } catch (IOException | RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + ", step " + step + ": " + e.getMessage(), e);
        }
        assertThat(life.model.count()).isZero();
        // Else the steps would not have met what they are for.
        assertThat(life.model.survived).isGreaterThan(1000);
        assertThat(life.model.lostForRoom).isGreaterThan(100);
        assertThat(life.model.lostToDamage).isGreaterThan(100);
        assertThat(life.model.cameBack).isGreaterThan(10);
        assertThat(life.model.dropped).isGreaterThan(10);
        assertThat(life.rejected.takenBack).isGreaterThan(10);
        assertThat(life.rejected.survived).isGreaterThan(100);
        assertThat(life.disk.paths()).allMatch(file -> !SpoolLife.FOLDER.equals(file.getParent()));
    }
}
