package io.puypuy.engine.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed.
 *
 * @param sockets whose handshakes ask the manager
 */
record Trust(X509TrustManager manager, SSLSocketFactory sockets) {
    private static final int MAX_KNOWN = 32;

    // Reading the system's certificates takes long. Guarded by itself.
    private static final Map<CaFile, Trust> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CaFile, Trust> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    /** A file of certificates as it was at a time: a changed one is read again. */
    private record CaFile(Optional<Path> path, Optional<FileTime> changed) {}

    /**
     * The system's certificates and those of the file.
     *
     * @throws IOException if the file cannot be read or holds no certificate
     */
    static Trust verifying(Optional<Path> caFile) throws IOException {
        Optional<FileTime> changed =
                caFile.isEmpty() ? Optional.empty() : Optional.of(Files.getLastModifiedTime(caFile.get()));
        CaFile key = new CaFile(caFile, changed);
        synchronized (KNOWN) {
            Trust known = KNOWN.get(key);
            if (known != null) {
                return known;
            }
        }
        Trust read = of(managerOf(caFile));
        synchronized (KNOWN) {
            KNOWN.put(key, read);
        }
        return read;
    }

    private static X509TrustManager managerOf(Optional<Path> caFile) throws IOException {
        try {
            X509TrustManager system = trustManager(null);
            if (caFile.isEmpty()) {
                return system;
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int count = 0;
            for (X509Certificate issuer : system.getAcceptedIssuers()) {
                all.setCertificateEntry("system-" + count++, issuer);
            }
            for (Certificate certificate : certificates(caFile.get())) {
                all.setCertificateEntry("file-" + count++, certificate);
            }
            return trustManager(all);
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificates to trust: " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("ca_file " + file + " has no certificate");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException("ca_file " + file + " has no certificate in PEM form", e);
        }
    }

    private static X509TrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java has no trust manager for X.509");
    }

    /** Believes every certificate: what {@code tls_verify: no} asks for. */
    static Trust anything() throws IOException {
        return of(new Anything());
    }

    private static Trust of(X509TrustManager manager) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return new Trust(manager, context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS: " + e.getMessage(), e);
        }
    }

    // Extended, because the JDK adds checks of its own to a plain X509TrustManager.
    private static final class Anything extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
