package io.puypuy.check.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.SnmpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.Snmp;

/** The check on Net-SNMP's agent. */
class SnmpServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;
    private static final String DEMO =
            "version: 3\nuser_name: demo\nuser_pass: Bb1234567\nprivacy_pass: Bb1234567\nprivacy_protocol: DES\n";
    private static final String STRONG =
            "version: 3\nsecurity_level: authPriv\nuser_name: strong\nauth_protocol: SHA-512"
                    + "\nuser_pass: open sesame\nprivacy_protocol: AES\nprivacy_pass: open sesame\n";
    // GetRequest of version 2c for sysUpTime.0 with the community public.
    private static final String QUESTION =
            "302602010104067075626c6963a01902010102010002010030" + "0e300c06082b060102010103000500";

    private static SnmpServer server;

    @BeforeAll
    static void start() {
        server = SnmpServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String more) {
        return CheckDriver.of(new SnmpCheck(), "[SNMP]\nserver: 127.0.0.1\nport: " + server.port() + "\n" + more);
    }

    private static void ask(int requests) throws IOException {
        byte[] question = HexFormat.of().parseHex(QUESTION);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(5_000);
            socket.connect(InetAddress.getLoopbackAddress(), server.port());
            for (int i = 0; i < requests; i++) {
                socket.send(new DatagramPacket(question, question.length));
                socket.receive(new DatagramPacket(new byte[1_500], 1_500));
            }
        }
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"version: 1\n", "version: 2c\n", "auth: False\n", DEMO, STRONG})
    void readsValuesAndTables(String version) throws Exception {
        try (CheckDriver driver = driver(version + "oid_load: laLoad.1\noid_users: hrSystemNumUsers.0\n")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.point("snmp_reachable", "devicename", "127.0.0.1").integer())
                    .isEqualTo(1);
            assertThat(result.points("snmp_uptime").get(0).floating()).isBetween(0.0, 600.0);
            assertThat(result.points("snmp_load").get(0).floating()).isBetween(0.0, 10_000.0);
            assertThat(result.points("snmp_users")).hasSize(1);
            assertThat(result.point("snmp_if_oper_status", "interface", "lo").integer())
                    .isEqualTo(1);
            assertThat(result.point("snmp_storage_size", "storage", "Physical memory")
                            .integer())
                    .isGreaterThan(1L << 20);
        }
    }

    @Test
    void countsTheRequestsThatWereSent() throws Exception {
        try (CheckDriver driver = driver("version: 2c\ntables: none\noid_packets: snmpInPkts.0\n")) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().message()).isEmpty();
            assertThat(first.points("snmp_packets")).isEmpty();
            double own = total(driver.run(START.plusSeconds(SECONDS)), "snmp_packets");
            assertThat(own).isCloseTo(2, within(1e-6));
            ask(250);
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "snmp_packets"))
                    .isCloseTo(250 + own, within(1e-6));
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver(DEMO + "tables: none\noid_packets: snmpInPkts.0\n")) {
            ask(200);
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("snmp_packets")).isEmpty();
            double own = total(driver.run(START.plusSeconds(2 * SECONDS)), "snmp_packets");
            ask(20);
            assertThat(total(driver.run(START.plusSeconds(3 * SECONDS)), "snmp_packets"))
                    .isCloseTo(20 + own, within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user_pass: Bb1234567, user_pass: wrong wrong, with a wrong pass phrase, 0",
        "privacy_pass: Bb1234567, privacy_pass: wrong wrong, does not answer, 0",
        "user_name: demo, user_name: nobody, the user is unknown, 1",
        "version: 3, version: 3;security_level: authNoPriv, uthorization, 1",
        "version: 3, version: 2c;community: private, with a wrong community, 0"
    })
    void aWrongLoginFailsAndSaysSo(String right, String wrong, String message, int reachable) throws Exception {
        String settings = DEMO.replace(right, wrong.replace(';', '\n'));
        try (CheckDriver driver = driver(settings + "timeout: 900ms\n")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains(message).doesNotContain("wrong wrong", "private");
            assertThat(result.points()).singleElement().satisfies(point -> {
                assertThat(point.name()).isEqualTo("snmp_reachable");
                assertThat(point.integer()).isEqualTo(reachable);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2c"})
    void whatTheDeviceLacksIsSaidAndCostsTheOthersNothing(String version) throws Exception {
        try (CheckDriver driver = driver("version: " + version
                + "\ntables: none\noid_load: laLoad.1\noid_gone: .1.3.6.1.4.1.14988.1.1.3.14.0\noid_processes: hrSystemProcesses.0\n"
                + "oid_words: .1.3.6.1.2.1.1.6.0\n")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message())
                    .contains(
                            "snmp_gone (.1.3.6.1.4.1.14988.1.1.3.14.0): the device has none", "snmp_words", "\"test\"");
            assertThat(result.points("snmp_load")).hasSize(1);
            assertThat(result.points("snmp_processes")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"Bb1234567, 2", "another pass, 1"})
    void keysOfPassPhrasesAreMadeOnce(String pass, int known) throws Exception {
        SnmpSessions sessions = new SnmpSessions();
        try (Agent agent = Snmp4jAgent.open(device("Bb1234567"), sessions)) {
            agent.get(List.of("1.3.6.1.2.1.1.3.0"));
        }

        Snmp next = sessions.open(device(pass));

        // The user as in the settings, and with its keys for the agent.
        assertThat(next.getUSM().getUserTable().getUserEntries()).hasSize(known);
        sessions.close(next);
    }

    private static DeviceSettings device(String pass) {
        return new DeviceSettings(
                "127.0.0.1",
                server.port(),
                DeviceSettings.Version.V3,
                "",
                "demo",
                DeviceSettings.Level.AUTHPRIV,
                DeviceSettings.AuthProtocol.SHA,
                pass,
                DeviceSettings.PrivacyProtocol.DES,
                "Bb1234567",
                Duration.ofSeconds(3));
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        try (CheckDriver driver = driver(DEMO)) {
            driver.run(START);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().contains("UDP"));
    }
}
