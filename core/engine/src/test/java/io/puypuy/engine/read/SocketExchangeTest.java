package io.puypuy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.read.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketExchangeTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void triesAllAddressesOfAName() throws Exception {
        InetAddress deserted = loopback(2);
        InetAddress listening = loopback(1);
        SocketExchange sockets = new SocketExchange(host -> new InetAddress[] {deserted, listening});
        try (ServerSocket server = new ServerSocket(0, 1, listening)) {
            CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> readAll(server));

            sockets.deliver(new Sockets.Peer.Tcp("both", server.getLocalPort(), false), out -> out.write(7), LONG, 10);

            assertThat(read.join()).containsExactly(7);
        }
    }

    @Test
    void namesTheHostWhenNoAddressAnswers() throws Exception {
        InetAddress deserted = loopback(2);
        SocketExchange sockets = new SocketExchange(host -> new InetAddress[] {deserted, deserted});
        assertThatThrownBy(() -> sockets.deliver(new Sockets.Peer.Tcp("both", 1, false), out -> {}, LONG, 10))
                .hasMessage("cannot connect to both:1: connection refused");
    }

    private static InetAddress loopback(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) number});
    }

    private static byte[] readAll(ServerSocket server) {
        try (Socket socket = server.accept()) {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
