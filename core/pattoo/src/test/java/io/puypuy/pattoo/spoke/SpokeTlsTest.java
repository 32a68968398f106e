package io.puypuy.pattoo.spoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.http.Listening;
import io.puypuy.pattoo.os.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpokeTlsTest {
    @Test
    void answersOverTlsAndNotWithoutIt(@TempDir Path tree) throws Exception {
        Trees.copy("board", tree);
        HeldCertificate held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        Path certificate = Files.writeString(tree.resolve("certificate.pem"), held.certificatePem());
        Path key = Files.writeString(tree.resolve("key.pem"), held.privateKeyPkcs8Pem());
        Listening.Tls tls = new Listening.Tls(certificate, key, Optional.empty());
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(held.certificate())
                .build();
        OkHttpClient client = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
        try (TestSpoke spoke = new TestSpoke(tree, Optional.empty(), Optional.of(tls))) {
            String address = "localhost:" + spoke.port() + "/pattoo-agent-os/300";
            try (Response reply = client.newCall(
                            new Request.Builder().url("https://" + address).build())
                    .execute()) {
                assertThat(reply.code()).isEqualTo(200);
                assertThat(reply.body().string()).contains("\"process_count\"");
            }
            assertThatThrownBy(() -> client.newCall(new Request.Builder()
                                    .url("http://" + address)
                                    .build())
                            .execute())
                    .isInstanceOf(IOException.class);
        }
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
