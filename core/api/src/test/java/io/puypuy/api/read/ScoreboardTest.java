package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
    @Test
    void countsThePlacesOfEachState() {
        Scoreboard scoreboard = new Scoreboard("_WK", List.of("waiting", "writing", "keepalive"));

        assertThat(scoreboard.count("__W?_"))
                .containsExactly(entry("waiting", 3), entry("writing", 1), entry("keepalive", 0));
    }

    @Test
    void everyStateHasALetter() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scoreboard("_W", List.of("waiting")));
    }
}
