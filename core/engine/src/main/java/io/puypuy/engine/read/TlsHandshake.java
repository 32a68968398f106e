package io.puypuy.engine.read;

import io.puypuy.api.backend.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import okhttp3.OkHttpClient;

/** One TLS handshake with the trust that requests have, for {@code bin/puypuy backend check}. */
public final class TlsHandshake {
    private TlsHandshake() {}

    /**
     * What the server showed.
     *
     * @param protocol such as {@code TLSv1.3}
     * @param subject of the certificate
     * @param until when the certificate ends
     */
    public record Shown(String protocol, String subject, Instant until) {}

    /** What went wrong. */
    public enum Problem {
        /** {@code ca_file} cannot be used. */
        CA_FILE,
        /** Nobody who is trusted vouches for the certificate, or it is not valid now. */
        CERTIFICATE,
        /** The certificate is for other names; these are the message. */
        NAME,
        /** The server speaks no TLS, or none that we speak. */
        PROTOCOL
    }

    /** A handshake that failed; the message is a phrase for the operator. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private final Problem problem;

        Failed(Problem problem, String phrase, Throwable cause) {
            super(phrase, cause);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /**
     * Shakes hands; whatever comes of it, the connection is of no more use then.
     *
     * @param host as the settings have it, for the certificate's name
     * @param silence longest time between two bytes of the server
     */
    public static Shown with(Socket connected, String host, Endpoint.Tls asked, Duration silence) throws Failed {
        Trust trust;
        try {
            trust = asked.verify() ? Trust.verifying(asked.caFile()) : Trust.anything();
        } catch (IOException unusable) {
            // The message of such a fault is but the file's name.
            String phrase = unusable instanceof FileSystemException ? "cannot be read" : unusable.getMessage();
            throw new Failed(Problem.CA_FILE, String.valueOf(phrase), unusable);
        }
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            connected.setSoTimeout((int) silence.toMillis());
            SSLSocket tls = (SSLSocket) trust.sockets().createSocket(connected, name, connected.getPort(), true);
            tls.startHandshake();
            return shown(tls.getSession(), name, asked.verify());
        } catch (IOException e) {
            boolean certificate = FaultSentence.isCertificateFault(e);
            throw new Failed(certificate ? Problem.CERTIFICATE : Problem.PROTOCOL, FaultSentence.reason(e), e);
        }
    }

    private static Shown shown(SSLSession session, String name, boolean verify) throws SSLException, Failed {
        X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
        // The same judge of names as that of the requests.
        if (verify && !new OkHttpClient().hostnameVerifier().verify(name, session)) {
            throw new Failed(Problem.NAME, names(certificate), new SSLException("name"));
        }
        return new Shown(
                session.getProtocol(),
                certificate.getSubjectX500Principal().getName(),
                certificate.getNotAfter().toInstant());
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                List<String> texts = names.stream()
                        .map(each -> String.valueOf(each.get(1)))
                        .limit(5)
                        .toList();
                return String.join(", ", texts);
            }
        } catch (CertificateException damaged) {
            return "names that cannot be read";
        }
        return "no name at all";
    }
}
