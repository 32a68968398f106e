package io.puypuy.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Certificates and keys from PEM files, as Jetty wants them. */
final class PemFiles {
    private static final String ENTRY = "server";
    private static final char[] NO_PASSWORD = {};
    private static final byte[] NONCE = {1, 2, 3};

    private PemFiles() {}

    /**
     * Reads the files.
     *
     * @throws IOException if one cannot be used; a sentence that names it
     */
    static SslContextFactory.Server context(Listening.Tls tls) throws IOException {
        try {
            SslContextFactory.Server context = new SslContextFactory.Server();
            context.setKeyStore(server(tls));
            context.setKeyManagerPassword("");
            Optional<Path> clientCa = tls.clientCa();
            if (clientCa.isPresent()) {
                context.setTrustStore(trusted(clientCa.get()));
                context.setNeedClientAuth(true);
            }
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static KeyStore server(Listening.Tls tls) throws IOException, GeneralSecurityException {
        Certificate[] chain = certificates(tls.certificate()).toArray(Certificate[]::new);
        PrivateKey key = key(tls, chain[0]);
        if (!fits(key, chain[0])) {
            throw new IOException(tls.key() + " is not the key of the first certificate in " + tls.certificate());
        }
        KeyStore store = empty();
        store.setKeyEntry(ENTRY, key, NO_PASSWORD, chain);
        return store;
    }

    private static PrivateKey key(Listening.Tls tls, Certificate certificate)
            throws IOException, GeneralSecurityException {
        // The decoder wants both in one text. In this encoding any file is one: remarks around a key may be in any
        // language, and
        // of a file of another form the decoder says so.
        String beside = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n";
        try {
            return HeldCertificate.decode(beside + Files.readString(tls.key(), StandardCharsets.ISO_8859_1))
                    .keyPair()
                    .getPrivate();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    tls.key() + " is no key in PEM (PKCS#8, \"BEGIN PRIVATE KEY\", without a password): "
                            + e.getMessage(),
                    e);
        }
    }

    /** Whether what the one signs the other verifies. */
    private static boolean fits(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        String kind = certificate.getPublicKey().getAlgorithm();
        if (!kind.equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(kind.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(key);
        signature.update(NONCE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(NONCE);
        return signature.verify(signed);
    }

    private static KeyStore trusted(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException(file + " has no certificate");
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no file of certificates in PEM: " + e.getMessage(), e);
        }
    }
}
