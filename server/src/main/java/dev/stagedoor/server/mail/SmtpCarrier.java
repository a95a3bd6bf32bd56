package dev.stagedoor.server.mail;

import dev.stagedoor.signaling.MailCarrier;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Gives mail to a mail server, a connection for each message. */
public final class SmtpCarrier implements MailCarrier {
    private static final int PERMANENT = 500;

    private final SmtpConfig config;
    private final SmtpLink link;

    /** @throws IOException with words for the operator if the file of trusted authorities cannot be used */
    public SmtpCarrier(SmtpConfig config) throws IOException {
        this.config = config;
        this.link = new SmtpLink(config);
    }

    @Override
    public Delivery deliver(Letter letter) {
        Envelope envelope;
        try {
            envelope = Envelope.of(link.session(), letter, config.from());
        } catch (AddressException e) {
            return new Delivery.Rejected("not an address that mail can be sent to: " + e.getMessage());
        } catch (MessagingException e) {
            return new Delivery.Rejected("cannot be put into a message: " + e.getMessage());
        }
        Transport connection;
        try {
            connection = link.connect();
        } catch (MessagingException e) {
            SmtpFault fault = SmtpFault.of(e);
            return new Delivery.Unreachable("%s: %s".formatted(fault.kind(), fault.words()));
        }
        try {
            return send(connection, envelope);
        } finally {
            close(connection);
        }
    }

    private static Delivery send(Transport connection, Envelope envelope) {
        try {
            connection.sendMessage(envelope, Objects.requireNonNull(envelope.getAllRecipients(), "recipients"));
            return new Delivery.Taken();
        } catch (SendFailedException e) {
            return judge(e);
        } catch (MessagingException e) {
            return new Delivery.Deferred(String.valueOf(e.getMessage()));
        }
    }

    /** By the class of the answer (RFC 5321 section 4.2.1) and by what was refused. */
    private static Delivery judge(SendFailedException failed) {
        if (failed instanceof SMTPSendFailedException refused
                && refused.getCommand().startsWith("MAIL FROM")) {
            // Not about the message: it is us whom the server does not let send.
            return new Delivery.Unreachable("the sender is refused: " + words(refused));
        }
        int code = 0;
        String words = words(failed);
        if (failed.getNextException() instanceof SMTPAddressFailedException recipient) {
            code = recipient.getReturnCode();
            words = words(recipient);
        } else if (failed instanceof SMTPSendFailedException refused) {
            code = refused.getReturnCode();
        }
        return code >= PERMANENT ? new Delivery.Rejected(words) : new Delivery.Deferred(words);
    }

    private static String words(MessagingException e) {
        return String.valueOf(e.getMessage()).strip();
    }

    private static void close(Transport connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            // What became of the message is known; how the server says goodbye is not of interest.
        }
    }
}
