package io.puypuy.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.http.RequestFault;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class QueryGateTest {
    private final QueryGate gate = new QueryGate();

    @Test
    void aFaultOfTheStoreIs503AndGivesThePlaceBack() throws InterruptedException {
        for (int question = 0; question < 3; question++) {
            assertThatThrownBy(() -> gate.pass(() -> {
                        throw new IOException("the question takes too long");
                    }))
                    .isInstanceOfSatisfying(RequestFault.class, fault -> {
                        assertThat(fault.status()).isEqualTo(RequestFault.UNAVAILABLE);
                        assertThat(fault.sentence()).isEqualTo("the question takes too long");
                    });
        }
    }

    @Test
    void answersThatAreStillWrittenHoldNoPlace() throws InterruptedException {
        for (int question = 0; question < 3; question++) {
            int number = question;
            assertThat(gate.pass(() -> number)).isEqualTo(question);
        }
    }
}
