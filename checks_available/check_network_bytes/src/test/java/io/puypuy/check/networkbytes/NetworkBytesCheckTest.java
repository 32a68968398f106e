package io.puypuy.check.networkbytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NetworkBytesCheckTest extends CheckContract {
    private static final int BYTES = 1000;

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new NetworkBytesCheck();
    }

    @Test
    void seesWhatThisMachineSends() throws Exception {
        try (CheckDriver driver = CheckDriver.of(new NetworkBytesCheck(), "[Network Stats]\nlocalhost: yes\n");
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Instant start = Instant.now();
            driver.run(start);
            long before = sent();
            socket.send(new DatagramPacket(new byte[BYTES], BYTES, socket.getLocalSocketAddress()));
            await().until(() -> sent() >= before + BYTES);
            CheckResult result = driver.run(start.plus(Duration.ofSeconds(1)));
            double rate = result.point("bytes_tx", "interface", "lo").floating();
            assertThat(rate).isGreaterThanOrEqualTo(BYTES);
            assertThat(result.point("bytes_rx", "interface", "lo").floating()).isEqualTo(rate);
            assertThat(result.point("packets_tx", "interface", "lo").floating()).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void namesTheValuesThatAreWrong() {
        String ini = "[Network Stats]\nrated: sometimes\nstate_period: 0s\nlocalhosts: yes\n";
        assertThat(CheckDriver.faults(new NetworkBytesCheck(), ini))
                .hasSize(3)
                .anyMatch(fault -> fault.contains("rated = \"sometimes\": not a truth value"))
                .anyMatch(fault -> fault.contains("state_period = \"0s\": not a duration"))
                .anyMatch(fault -> fault.contains("did you mean \"localhost\"?"));
    }

    private static long sent() throws Exception {
        return Long.parseLong(Files.readString(Path.of("/sys/class/net/lo/statistics/tx_bytes"))
                .strip());
    }
}
