package io.puypuy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelSocketsTest {
    @Test
    void theEndOfARequestDoesNotWaitForAnAcknowledgement() throws IOException {
        try (Socket socket = new ChannelSockets(Optional.empty()).createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
