package dev.stagedoor.server.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Why there is no connection to a mail server.
 *
 * @param words what happened, for people
 */
public record SmtpFault(Kind kind, String words) {
    /** What is to be done differs by it. */
    public enum Kind {
        /** The file of trusted authorities. */
        TRUST,
        NO_SUCH_HOST,
        NO_ANSWER,
        /** It speaks SMTP and offers no TLS. */
        NO_STARTTLS,
        /** It speaks no TLS where TLS begins with the first byte. */
        NO_TLS,
        CERTIFICATE,
        CREDENTIALS,
        OTHER
    }

    /** Says which. */
    static SmtpFault of(MessagingException e) {
        List<Throwable> causes = causes(e);
        // The innermost says most; Jakarta Mail's own sentence around it speaks of sockets.
        String words = String.valueOf(causes.getLast().getMessage());
        return new SmtpFault(kind(causes, String.valueOf(e.getMessage())), words);
    }

    private static Kind kind(List<Throwable> causes, String message) {
        if (any(causes, AuthenticationFailedException.class::isInstance)) {
            return Kind.CREDENTIALS;
        }
        if (message.contains("STARTTLS is required")) {
            return Kind.NO_STARTTLS;
        }
        if (any(causes, UnknownHostException.class::isInstance)) {
            return Kind.NO_SUCH_HOST;
        }
        if (any(
                causes,
                cause -> cause instanceof SSLHandshakeException
                        || cause instanceof java.security.cert.CertificateException)) {
            return Kind.CERTIFICATE;
        }
        if (any(causes, SSLException.class::isInstance)) {
            return Kind.NO_TLS;
        }
        return any(
                        causes,
                        cause -> cause instanceof SocketException
                                || cause instanceof SocketTimeoutException
                                || cause instanceof EOFException)
                ? Kind.NO_ANSWER
                : Kind.OTHER;
    }

    private static boolean any(List<Throwable> causes, Predicate<Throwable> is) {
        return causes.stream().anyMatch(is);
    }

    private static List<Throwable> causes(Throwable outermost) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable each = outermost; each != null && !causes.contains(each); each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }
}
