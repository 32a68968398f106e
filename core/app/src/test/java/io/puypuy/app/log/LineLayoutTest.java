package io.puypuy.app.log;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LineLayoutTest {
    @Test
    void messageOfWhatWasThrownIsNoLogLine() {
        ForeignException.assertIndented(new LineLayout(ZoneOffset.UTC));
    }
}
