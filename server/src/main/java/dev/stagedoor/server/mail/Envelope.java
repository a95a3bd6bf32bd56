package dev.stagedoor.server.mail;

import dev.stagedoor.signaling.MailCarrier.Letter;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;

/** A letter as a message of RFC 5322: both texts as alternatives, and the same Message-ID at every attempt. */
final class Envelope extends MimeMessage {
    private static final String UTF_8 = "UTF-8";

    private final String messageId;

    private Envelope(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * Puts a letter in.
     *
     * @param from a bare address
     * @throws AddressException if {@code to} is not one bare address that SMTP without extensions can carry
     */
    static Envelope of(Session session, Letter letter, String from) throws MessagingException {
        Envelope envelope =
                new Envelope(session, "<" + letter.id() + "@" + from.substring(from.indexOf('@') + 1) + ">");
        envelope.setFrom(bare(from));
        envelope.setRecipient(Message.RecipientType.TO, bare(letter.to()));
        envelope.setSubject(oneLine(letter.subject()), UTF_8);
        envelope.setSentDate(Date.from(letter.writtenAt()));
        // Whoever is away does not answer it (RFC 3834).
        envelope.setHeader("Auto-Submitted", "auto-generated");
        envelope.setContentLanguage(new String[] {letter.language()});
        MimeMultipart alternatives =
                new MimeMultipart("alternative", part(letter.plainText(), "plain"), part(letter.html(), "html"));
        envelope.setContent(alternatives);
        envelope.saveChanges();
        return envelope;
    }

    /** Jakarta Mail would make a new one whenever it saves. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    /** A line break in a header would begin another header. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static InternetAddress bare(String address) throws AddressException {
        InternetAddress parsed = new InternetAddress(address, true);
        if (!parsed.getAddress().equals(address) || !address.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
            throw new AddressException("no address that mail can be sent to", address);
        }
        return parsed;
    }
}
