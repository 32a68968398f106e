package io.puypuy.engine.check;

import io.puypuy.api.read.NoSuchProgramException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an operator can do about something that could not be read: which settings to look at, and where they are. */
final class Cure {
    // A plugin's own exceptions may be caused by each other.
    private static final int MOST_CAUSES = 10;

    private Cure() {}

    /**
     * A phrase to stand behind the fault.
     *
     * @param place where the settings are: {@code in [NginX] of conf/webservers.ini}
     */
    static String of(Throwable fault, String place) {
        Throwable cause = fault;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            String advice = advice(cause);
            if (advice != null) {
                return advice + " " + place;
            }
            cause = cause.getCause();
        }
        return "the settings are " + place;
    }

    private static @Nullable String advice(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "correct the name of the host";
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "start it, or correct its address";
        }
        if (cause instanceof InterruptedIOException) {
            return "it is slow, or the time limit is too short";
        }
        if (cause instanceof SSLException || cause instanceof CertificateException) {
            return "see tls_verify and ca_file";
        }
        return cause instanceof NoSuchProgramException ? "install it, or correct its name" : null;
    }
}
