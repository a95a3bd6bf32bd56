package dev.stagedoor.server.mail;

import dev.stagedoor.server.config.SmtpTls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** Connections to one mail server: encrypted, with its certificate and name checked, each step within a limit of time. */
final class SmtpLink {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Servers that look closely at a message answer its end late; RFC 5321 would even have us wait for minutes. */
    private static final Duration ANSWER = Duration.ofSeconds(45);

    private final SmtpConfig config;
    private final Session session;

    /** @throws IOException with words for the operator if the file of trusted authorities cannot be used */
    SmtpLink(SmtpConfig config) throws IOException {
        this.config = config;
        this.session = Session.getInstance(properties(config, SmtpTrust.sockets(config.trust())));
    }

    /** What messages are made with. */
    Session session() {
        return session;
    }

    /**
     * Connects, greets, encrypts and signs in. Whoever gets the connection closes it.
     *
     * @throws MessagingException what {@link SmtpFault} tells apart
     */
    Transport connect() throws MessagingException {
        Transport transport = session.getTransport("smtp");
        boolean signsIn = !config.user().isEmpty();
        transport.connect(
                config.host(), config.port(), signsIn ? config.user() : null, signsIn ? config.password() : null);
        return transport;
    }

    private static Properties properties(SmtpConfig config, SSLSocketFactory sockets) {
        boolean implicit = config.tls() == SmtpTls.IMPLICIT;
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(implicit));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(!implicit));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(!implicit));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        // Never in the clear, and never without asking who answers.
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty("mail.smtp.auth", Boolean.toString(!config.user().isEmpty()));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.connectiontimeout", Long.toString(CONNECT.toMillis()));
        properties.setProperty("mail.smtp.timeout", Long.toString(ANSWER.toMillis()));
        properties.setProperty("mail.smtp.writetimeout", Long.toString(ANSWER.toMillis()));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.from", config.from());
        if (!config.ourName().isEmpty()) {
            properties.setProperty("mail.smtp.localhost", config.ourName());
        }
        return properties;
    }
}
