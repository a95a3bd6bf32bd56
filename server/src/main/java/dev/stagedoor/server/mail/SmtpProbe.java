package dev.stagedoor.server.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.io.IOException;
import java.util.Optional;

/** Looks whether mail could be sent: connects, greets, encrypts and signs in, and goes again. Sends nothing. Blocks. */
public final class SmtpProbe {
    private SmtpProbe() {}

    /** What is in the way, if anything is. */
    public static Optional<SmtpFault> fault(SmtpConfig config) {
        try (Transport connection = new SmtpLink(config).connect()) {
            return connection.isConnected()
                    ? Optional.empty()
                    : Optional.of(new SmtpFault(SmtpFault.Kind.NO_ANSWER, "it closed the connection"));
        } catch (MessagingException e) {
            return Optional.of(SmtpFault.of(e));
        } catch (IOException e) {
            return Optional.of(new SmtpFault(SmtpFault.Kind.TRUST, String.valueOf(e.getMessage())));
        }
    }
}
