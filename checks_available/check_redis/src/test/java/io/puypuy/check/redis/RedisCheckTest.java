package io.puypuy.check.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedLines;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RedisCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new RedisCheck();
    }

    @Override
    protected PeerBehaviour server(RecordedTree tree) {
        return new RecordedLines(tree);
    }

    @Override
    protected String ini(int port) {
        return "[Redis]\nport: " + port + "\nauth: open sesame\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "redis-7.0-with-password";
    }

    @Test
    void sendsWordsWithTheirLengths() throws Exception {
        AtomicReference<String> question = new AtomicReference<>("");
        PeerBehaviour listens = connection -> {
            byte[] chunk = new byte[1000];
            question.set(new String(chunk, 0, connection.in().read(chunk), "UTF-8"));
        };
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(listens);
                CheckDriver driver = CheckDriver.of(
                        new RedisCheck(),
                        "[Redis]\nport: " + peer.port() + "\nuser: monitor\npassword: \u00e4 \"False\"\n")) {
            CheckResult result = driver.run(Instant.EPOCH);
            assertThat(question.get())
                    .isEqualTo("*3\r\n$4\r\nAUTH\r\n$7\r\nmonitor\r\n$10\r\n\u00e4 \"False\"\r\n*1\r\n$4\r\nINFO\r\n");
            assertFailed(result);
        }
    }

    // As two replicas are seen that reach their master through one address translation.
    @Test
    void tellsReplicasOfOneAddressApart() throws Exception {
        String info = """
                connected_clients:1
                uptime_in_seconds:9
                total_commands_processed:5
                slave0:ip=172.17.0.1,port=6379,state=online,offset=99,lag=0
                slave1:ip=172.17.0.1,port=6379,state=online,offset=99,lag=7
                slave2:ip=10.0.0.8,port=6379,state=online,offset=99,lag=1
                """;
        try (FaultyTcpPeer peer =
                        FaultyTcpPeer.start(PeerBehaviour.line("$" + info.length() + "\r\n" + info + "\r\n"));
                CheckDriver driver = CheckDriver.of(new RedisCheck(), "[Redis]\nport: " + peer.port() + "\n")) {
            CheckResult result = driver.run(Instant.EPOCH);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(lag(result, "172.17.0.1:6379 0")).isZero();
            assertThat(lag(result, "172.17.0.1:6379 1")).isEqualTo(7);
            assertThat(lag(result, "10.0.0.8:6379")).isEqualTo(1);
        }
    }

    private static long lag(CheckResult result, String replica) {
        return result.point("redis_repl_lag", "replica", replica).integer();
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new RedisCheck(), "[Redis]\nport: 0\nuser: me\ntls: on\nunix_socket: /run/s\n"))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("conf/check.ini:2: [Redis] port = \"0\""),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [Redis] user = \"me\": set without password"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [Redis] tls = \"on\": on although unix_socket"));
        assertThat(CheckDriver.faults(new RedisCheck(), "[Redis]\nauth: one\npassword: two\n"))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .contains("auth", "set although password is set too")
                        .doesNotContain("one\"", "two"));
        assertThat(CheckDriver.faults(new RedisCheck(), "[Redis]\nauth: false\n"))
                .isEmpty();
    }
}
