package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InfluxServerTest {
    @Test
    void givesBackWhatItStoredBeforeACrash() throws Exception {
        try (InfluxServer server = InfluxServer.start()) {
            server.createDatabase("test");
            assertThat(write(
                            server,
                            "load,host=a value=0.42 1700000000000000000\nload,host=a whole=7i 1700000001000000000"))
                    .isEqualTo(204);

            server.process().kill();
            server.process().restart();

            assertThat(server.query("test", "SELECT * FROM load GROUP BY *"))
                    .singleElement()
                    .hasToString("{name=load, tags={host=a}, columns=[time, value, whole], "
                            + "values=[[1700000000000000000, 0.42, null], [1700000001000000000, null, 7]]}");
            assertThat(server.query("test", "SELECT * FROM nothing")).isEmpty();
        }
    }

    @Test
    void asksForItsUser() throws Exception {
        try (InfluxServer server = InfluxServer.startWithAuthentication("admin", "it's \\ ä")) {
            server.createDatabase("test");
            assertThat(server.query("", "SHOW DATABASES"))
                    .singleElement()
                    .asString()
                    .contains("[test]");
            assertThat(write(server, "load value=1")).isEqualTo(401);
        }
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        try (InfluxServer server = InfluxServer.start()) {
            assertThatThrownBy(() -> server.query("missing", "SELECT * FROM load"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("database not found: missing");
        }
    }

    @Test
    void leavesNeitherProcessNorFolder() {
        InfluxServer server = InfluxServer.start();
        server.close();
        assertThat(server.process().isRunning()).isFalse();
        assertThat(server.process().folder()).doesNotExist();
    }

    private static int write(InfluxServer server, String lines) throws IOException {
        return ServerHttp.post(server.uri("/write?db=test"), Map.of(), lines.getBytes(UTF_8))
                .status();
    }
}
