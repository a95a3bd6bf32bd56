package dev.stagedoor.server.mail;

import dev.stagedoor.server.Certificate;
import dev.stagedoor.server.config.SmtpTls;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on this machine, which takes mail from one user and hands it to a test. */
public final class MailServer implements AutoCloseable {
    /** The host that its certificate is made for, unless a test wants another. */
    public static final String HOST = "127.0.0.1";

    public static final String USER = "stagedoor";
    public static final String PASSWORD = "correct-horse-battery";

    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final @Nullable SmtpTls tls;
    private final Certificate certificate;
    private SMTPServer server;

    private MailServer(@Nullable SmtpTls tls, Certificate certificate) throws GeneralSecurityException {
        this.tls = tls;
        this.certificate = certificate;
        this.server = listening(0);
    }

    /**
     * Starts one on a free port.
     *
     * @param folder for certificates, which are made once for each name
     * @param tls null for a server that has none
     * @param named the address that its certificate is for
     */
    public static MailServer start(Path folder, @Nullable SmtpTls tls, String named) {
        try {
            return new MailServer(tls, Certificate.make(Files.createDirectories(folder.resolve(named)), named));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private SMTPServer listening(int port) throws GeneralSecurityException {
        SMTPServer.Builder builder = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(_ -> new Handler())
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, _) -> {
                    if (!user.equals(USER) || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                    }
                }));
        if (tls == SmtpTls.IMPLICIT) {
            builder.serverSocketFactory(certificate.server());
        } else if (tls == SmtpTls.STARTTLS) {
            builder.enableTLS().requireTLS().startTlsSocketFactory(certificate.server());
        } else {
            builder.showAuthCapabilitiesBeforeSTARTTLS(true);
        }
        SMTPServer made = builder.build();
        made.start();
        return made;
    }

    /** Comes back on its port after it was closed. */
    public void comeBack() throws GeneralSecurityException {
        server = listening(port());
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** PEM file that it is to be trusted by. */
    public Path trust() {
        return certificate.certificate();
    }

    /** Answers this code when mail for this address comes, or from it. */
    public void refuse(String address, int code) {
        refusals.put(address, code);
    }

    /** The next message, waited for; an error after half a minute. */
    public MimeMessage next() throws InterruptedException, MessagingException {
        byte[] message = arrived.poll(30, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no mail has come");
        }
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
    }

    /** How many have come that nobody has asked for yet. */
    public int waiting() {
        return arrived.size();
    }

    /** The next message as it came over the wire. */
    String nextRaw() {
        return new String(arrived.remove(), StandardCharsets.UTF_8);
    }

    /** What its reader would read. */
    public static String plainText(MimeMessage message) throws IOException, MessagingException {
        return ((Multipart) message.getContent()).getBodyPart(0).getContent().toString();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {
        @Override
        public void from(String address) throws RejectException {
            judge(address);
        }

        @Override
        public void recipient(String address) throws RejectException {
            judge(address);
        }

        private void judge(String address) throws RejectException {
            Integer code = refusals.get(address);
            if (code != null) {
                throw new RejectException(code, "not this one");
            }
        }

        @Override
        public @Nullable String data(InputStream message) throws IOException {
            arrived.add(message.readAllBytes());
            return null;
        }

        @Override
        public void done() {}
    }
}
