package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.puypuy.api.CheckException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceCountersTest {
    private static final String HEAD = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """;

    @Test
    void eachColumnHasItsPlace() throws CheckException {
        assertThat(InterfaceCounters.parse(HEAD + "  eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"))
                .containsExactly(new InterfaceCounters("eth0", 1, 2, 3, 4, 8, 9, 10, 11, 12, 14));
    }

    @Test
    void aNumberMayFollowTheNameWithoutABlank() throws CheckException {
        assertThat(InterfaceCounters.parse(HEAD + "eth0:18446744073709551 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"))
                .extracting(InterfaceCounters::name, InterfaceCounters::bytesReceived)
                .containsExactly(tuple("eth0", 18446744073709551L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one line", "Inter-| Receive\n face |bytes packets\n", "<html>\n<body>\n"})
    void otherColumnsAreRefused(String text) {
        assertThatThrownBy(() -> InterfaceCounters.parse(text))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining("a table with columns face bytes");
    }

    @Test
    void aLineThatIsCutOffIsRefused() {
        assertThatThrownBy(() -> InterfaceCounters.parse(HEAD + "  eth0: 1 2 3\n"))
                .isInstanceOf(CheckException.class);
    }
}
