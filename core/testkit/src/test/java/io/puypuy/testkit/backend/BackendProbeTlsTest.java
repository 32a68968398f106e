package io.puypuy.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.probe.Step.Kind;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackendProbeTlsTest {
    private static final PeerBehaviour STORES = PeerBehaviour.status(200, "");

    private final ProbedSteps steps = new ProbedSteps();

    @Test
    void unknownCertificateNamesTheFileOfCertificates() throws Exception {
        try (FaultyTcpPeer secure = FaultyTcpPeer.startTls(STORES)) {
            assertThat(steps.probe("address = " + secure.uri("/") + "\n")).isFalse();
            steps.failedAt(Kind.TLS);
            assertThat(steps.last().words())
                    .startsWith("conf/config.ini:1: [TSDB] ca_file: the certificate of 127.0.0.1:" + secure.port()
                            + " is not trusted: ")
                    .endsWith("; name a file with its issuer's certificate (PEM), or set tls_verify = no");
        }
    }

    @Test
    void certificateThatIsTrustedByFileOrUnverifiedIsTaken(@TempDir Path folder) throws Exception {
        try (FaultyTcpPeer secure = FaultyTcpPeer.startTls(STORES)) {
            Path file = Files.writeString(folder.resolve("ca.pem"), secure.certificatePem());
            String address = "address = " + secure.uri("/") + "\n";
            assertThat(steps.probe(address + "ca_file = " + file + "\n"))
                    .as("%s", steps.all())
                    .isTrue();
            assertThat(steps.kinds())
                    .containsExactly(Kind.NAME, Kind.CONNECTION, Kind.TLS, Kind.AUTHENTICATION, Kind.POINT);
            assertThat(steps.all().get(2).words()).startsWith("TLSv1.").contains("certificate of CN=", "valid until 2");

            assertThat(steps.probe(address + "tls_verify = no\n")).isTrue();
            assertThat(steps.all().get(2).words()).endsWith("certificate not verified, as tls_verify says");
        }
    }

    @Test
    void certificateForAnotherNameNamesTheAddress(@TempDir Path folder) throws Exception {
        try (FaultyTcpPeer secure = FaultyTcpPeer.startTls(STORES, "db.example.org")) {
            Path file = Files.writeString(folder.resolve("ca.pem"), secure.certificatePem());
            assertThat(steps.probe("address = " + secure.uri("/") + "\nca_file = " + file + "\n"))
                    .isFalse();
            steps.failedAt(Kind.TLS);
            assertThat(steps.last().words()).contains("[TSDB] address = ", "is for db.example.org; write a name");
        }
    }

    @Test
    void unusableFileOfCertificatesIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        try (FaultyTcpPeer secure = FaultyTcpPeer.startTls(STORES)) {
            steps.probe("address = " + secure.uri("/") + "\nca_file = " + file + "\n");
            steps.failedAt(Kind.TLS);
            assertThat(steps.last().words())
                    .contains("[TSDB] ca_file = \"" + file + "\": ")
                    .contains("PEM");

            steps.probe("address = " + secure.uri("/") + "\nca_file = " + folder.resolve("gone.pem") + "\n");
            steps.failedAt(Kind.TLS);
            assertThat(steps.last().words()).contains("gone.pem\": cannot be read; write ");
        }
    }

    @Test
    void serverWithoutTlsIsNamedSo() throws Exception {
        try (RecordingHttpPeer plain = RecordingHttpPeer.start()) {
            steps.probe("address = https://127.0.0.1:" + plain.port() + "\n");
            steps.failedAt(Kind.TLS);
            assertThat(steps.last().words()).contains("[TSDB] address = ", "no TLS with 127.0.0.1:", "write the port");
        }
    }

    @Test
    void serverThatIsSilentDuringTheHandshakeIsGivenUp() throws Exception {
        try (FaultyTcpPeer silent = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            assertThat(steps.probe("address = https://127.0.0.1:" + silent.port() + "\n"))
                    .isFalse();
            steps.failedAt(Kind.TLS);
            assertThat(steps.last().took()).isLessThan(Duration.ofSeconds(10));
        }
    }
}
