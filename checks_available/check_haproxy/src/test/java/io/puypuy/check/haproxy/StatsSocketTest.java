package io.puypuy.check.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.read.Sockets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsSocketTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "127.0.0.1:9999, 127.0.0.1",
        "haproxy.example:9999, haproxy.example",
        "[::1]:9999, ::1",
        "ipv4@127.0.0.1:9999, 127.0.0.1",
        "tcp@[::1]:9999, ::1",
        "ipv6@[::1]:9999, ::1",
        "ipv6@::1:9999, ::1",
        "*:9999, 127.0.0.1",
        "ipv4@:9999, 127.0.0.1"
    })
    void isAHostAndAPort(String text, String host) {
        assertThat(StatsSocket.parse(text)).contains(new Sockets.Peer.Tcp(host, 9999, false));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/run/haproxy/admin.sock", "unix@/run/haproxy/admin.sock"})
    void isAPath(String text) {
        assertThat(StatsSocket.parse(text)).contains(new Sockets.Peer.Unix(Path.of("/run/haproxy/admin.sock")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"", "admin.sock", "127.0.0.1", "127.0.0.1:99999", "unix@admin.sock", "abns@haproxy:1", "::1:9999"
            })
    void isNothingElse(String text) {
        assertThat(StatsSocket.parse(text)).isEmpty();
    }
}
