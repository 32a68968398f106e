package io.puypuy.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendStatusTest {
    /** A first batch that is on its way, slowly, is not settled: who starts the daemon waits for it. */
    @ParameterizedTest
    @CsvSource({
        "NEW, 0, false",
        "DELIVERING, 0, false",
        "DELIVERING, 5, true",
        "RETRYING, 0, true",
        "NOT_ALLOWED, 0, true"
    })
    void isSettledWhenTheReceiverHasHadItsSay(BackendStatus.State state, long delivered, boolean settled) {
        BackendStatus.Books books =
                new BackendStatus.Books(5, delivered, 0, 0, 5 - delivered, 0, delivered > 0 ? 0 : 1);
        assertThat(new BackendStatus("default", "Embedded", state, "", books, 0).isSettled())
                .isEqualTo(settled);
    }
}
