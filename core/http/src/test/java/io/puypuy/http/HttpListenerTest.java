package io.puypuy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpListenerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final HeldCertificate authority = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("authority of this test")
            .build();
    private final HeldCertificate server = new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(authority)
            .build();

    private final Path folder;

    HttpListenerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void answersByHttps() throws Exception {
        try (HttpListener listener = listen(tls(server.privateKeyPkcs8Pem(), Optional.empty()))) {
            assertThat(listener.url()).isEqualTo("https://127.0.0.1:" + listener.port() + "/");
            assertThat(get(listener, Optional.empty()).body()).isEqualTo("hello");
        }
    }

    @Test
    void asksClientsForACertificateOfTheAuthority() throws Exception {
        HeldCertificate known =
                new HeldCertificate.Builder().signedBy(authority).build();
        HeldCertificate stranger = new HeldCertificate.Builder().build();
        Path clients = write("clients.pem", authority.certificatePem());
        try (HttpListener listener = listen(tls(server.privateKeyPkcs8Pem(), Optional.of(clients)))) {
            assertThat(get(listener, Optional.of(known)).body()).isEqualTo("hello");
            assertThatThrownBy(() -> get(listener, Optional.of(stranger))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(listener, Optional.empty())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void namesTheKeyThatDoesNotFit() throws Exception {
        Listening.Tls other = tls(new HeldCertificate.Builder().build().privateKeyPkcs8Pem(), Optional.empty());

        assertThatThrownBy(() -> listen(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(other.key().toString())
                .hasMessageContaining("is not the key of");
    }

    @Test
    void namesTheFileThatIsNoCertificate() throws Exception {
        Listening.Tls tls = tls(server.privateKeyPkcs8Pem(), Optional.empty());
        Files.writeString(tls.certificate(), "no certificate");

        assertThatThrownBy(() -> listen(tls))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(tls.certificate().toString());
    }

    @Test
    void namesTheKeyThatIsNoPem() throws Exception {
        Listening.Tls tls = tls("", Optional.empty());
        Files.write(tls.key(), server.keyPair().getPrivate().getEncoded());

        assertThatThrownBy(() -> listen(tls))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(tls.key() + " is no key in PEM");
    }

    @Test
    void remarksAroundAKeyMayBeInAnyLanguage() throws Exception {
        Listening.Tls tls = tls("Schl\u00fcssel des Servers\n" + server.privateKeyPkcs8Pem(), Optional.empty());

        try (HttpListener listener = listen(tls)) {
            assertThat(get(listener, Optional.empty()).body()).isEqualTo("hello");
        }
    }

    @Test
    void saysThatTheMachineHasNoSuchAddress() throws Exception {
        // An address of documentation, which no machine has.
        Listening elsewhere = Listening.plain("test", InetAddress.getByName("192.0.2.1"), 0, "choose another port");

        assertThatThrownBy(() -> new HttpListener(elsewhere, FaultForm.JSON, HttpListenerTest::hello))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on 192.0.2.1:0 (")
                .hasMessageContaining("this machine has no such address")
                .hasMessageNotContainingAny("another program", "choose another port");
    }

    @Test
    void saysThatAPortMayBeForbidden() {
        assertThat(HttpListener.cure("Permission denied", "choose another port"))
                .startsWith("ports below 1024 are for root")
                .endsWith("choose another port");
    }

    @Test
    void saysWhatToChangeWhereThePortIsTaken() throws Exception {
        try (HttpListener first =
                new HttpListener(Listening.plain("first", LOOPBACK, 0, ""), FaultForm.JSON, HttpListenerTest::hello)) {
            Listening second = Listening.plain("second", LOOPBACK, first.port(), "choose another \"port\"");

            assertThatThrownBy(() -> new HttpListener(second, FaultForm.JSON, HttpListenerTest::hello))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + first.port())
                    .hasMessageEndingWith("choose another \"port\"");
        }
    }

    @Test
    void answersFaultsInTheFormThatWasAskedFor() throws Exception {
        try (HttpListener listener = new HttpListener(
                Listening.plain("test", LOOPBACK, 0, ""),
                FaultForm.JSON,
                routes -> routes.get("/hello", request -> {
                    throw new RequestFault(RequestFault.TOO_MANY, "not so \"fast\"");
                }))) {
            HttpResponse<String> answer = get(listener, Optional.empty());

            assertThat(answer.statusCode()).isEqualTo(RequestFault.TOO_MANY);
            assertThat(answer.body()).isEqualTo("{\"error\":\"not so \\\"fast\\\"\"}");
        }
    }

    private static void hello(RoutesConfig routes) {
        HttpListener.route(routes, "/hello", request -> request.result("hello"));
    }

    private static HttpListener listen(Listening.Tls tls) throws IOException {
        Listening listening = new Listening("test", LOOPBACK, 0, Optional.of(tls), 8, 64, "");
        return new HttpListener(listening, FaultForm.JSON, HttpListenerTest::hello);
    }

    private Listening.Tls tls(String key, Optional<Path> clientCa) throws IOException {
        return new Listening.Tls(
                write("server.pem", server.certificatePem() + authority.certificatePem()),
                write("server.key", key),
                clientCa);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private HttpResponse<String> get(HttpListener listener, Optional<HeldCertificate> client)
            throws IOException, InterruptedException {
        HandshakeCertificates.Builder trust =
                new HandshakeCertificates.Builder().addTrustedCertificate(authority.certificate());
        client.ifPresent(held -> trust.heldCertificate(held));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(listener.url() + "hello")).build();
        return HttpClient.newBuilder()
                .sslContext(trust.build().sslContext())
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }
}
