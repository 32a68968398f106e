package io.puypuy.engine.read;

import io.puypuy.engine.settings.DurationText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What failed, in one sentence for the operator.
 *
 * @param peer as the operator knows it: host and port, or the path of a socket
 * @param timeout of the whole exchange
 */
record FaultSentence(String peer, Duration timeout) {
    private static final long MEBIBYTE = 1 << 20;

    AnswerTooLargeException tooLarge(long maxBytes) {
        String most = maxBytes % MEBIBYTE == 0 ? maxBytes / MEBIBYTE + " MiB" : maxBytes + " bytes";
        return new AnswerTooLargeException("answer of " + peer + " larger than " + most);
    }

    IOException late(IOException fault) {
        return new IOException("no answer from " + peer + " within " + DurationText.exactly(timeout), fault);
    }

    IOException of(IOException fault) {
        if (Thread.currentThread().isInterrupted()) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for " + peer);
            interrupted.initCause(fault);
            return interrupted;
        }
        if (fault instanceof InterruptedIOException) {
            return late(fault);
        }
        return new IOException(sentence(fault), fault);
    }

    /** A fault from before there was a connection. Channels throw the same there as where the peer breaks one. */
    static IOException unconnected(IOException fault) {
        if (!(fault instanceof SocketException) || fault instanceof NoRouteToHostException) {
            return fault;
        }
        ConnectException unreachable = new ConnectException(fault.getMessage());
        unreachable.initCause(fault);
        return unreachable;
    }

    private String sentence(IOException fault) {
        if (fault instanceof UnknownHostException) {
            return "cannot connect to " + peer + ": unknown host";
        }
        if (fault instanceof ConnectException || fault instanceof NoRouteToHostException) {
            return "cannot connect to " + peer + ": " + reason(fault);
        }
        if (isCertificateFault(fault)) {
            return "certificate of " + peer + " not trusted: " + reason(fault);
        }
        if (fault instanceof SSLException) {
            return "no TLS with " + peer + ": " + reason(fault);
        }
        // Channels throw a plain exception where ordinary sockets throw theirs.
        if (fault instanceof SocketException || "Broken pipe".equals(fault.getMessage())) {
            return peer + " broke the connection: " + reason(fault);
        }
        if (isEarlyEnd(fault)) {
            return peer + " closed the connection before its answer was whole";
        }
        return "no usable answer from " + peer + ": " + reason(fault);
    }

    private static boolean isEarlyEnd(IOException fault) {
        String message = String.valueOf(fault.getMessage());
        return fault instanceof EOFException
                || message.startsWith("unexpected end of stream")
                || (fault instanceof ProtocolException && message.contains("end of stream"));
    }

    static boolean isCertificateFault(IOException fault) {
        if (fault instanceof SSLPeerUnverifiedException) {
            return true;
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    // The innermost cause says it plainest; only the first line, for some list whole certificates.
    static String reason(Throwable fault) {
        Throwable innermost = fault;
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        @Nullable String message = innermost.getMessage();
        if (message == null || message.isBlank()) {
            return innermost.getClass().getSimpleName();
        }
        String firstLine = message.lines().findFirst().orElse(message).strip();
        boolean ordinaryWord = firstLine.length() > 1 && Character.isLowerCase(firstLine.charAt(1));
        return ordinaryWord ? firstLine.substring(0, 1).toLowerCase(Locale.ROOT) + firstLine.substring(1) : firstLine;
    }
}
