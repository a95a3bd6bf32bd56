package dev.stagedoor.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.server.config.SmtpTls;
import dev.stagedoor.signaling.MailCarrier.Delivery;
import dev.stagedoor.signaling.MailCarrier.Letter;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to a mail server, with a real one at its end. */
class SmtpCarrierTest {
    private static final String FROM = "no-reply@stagedoor.example";
    private static final Instant WRITTEN = Instant.parse("2026-01-05T10:16:00Z");

    @TempDir
    private static Path folder = Path.of("");

    private static Letter letter(String to, String subject) {
        return new Letter(
                new UUID(1, 2), to, "ta-IN", subject, "வணக்கம்\n.\nEnd", "<p>வணக்கம் &amp; more</p>", WRITTEN);
    }

    private static Letter letter() {
        return letter("asha@example.org", "150 நாணயங்கள்");
    }

    private static SmtpConfig config(MailServer server, SmtpTls tls, @Nullable Path trust, String password) {
        return new SmtpConfig(
                MailServer.HOST, server.port(), tls, MailServer.USER, password, trust, FROM, "stagedoor.example");
    }

    private static SmtpCarrier carrier(MailServer server, SmtpTls tls) throws IOException {
        return new SmtpCarrier(config(server, tls, server.trust(), MailServer.PASSWORD));
    }

    private static Delivery deliver(MailServer server, Letter letter) throws IOException {
        return carrier(server, SmtpTls.STARTTLS).deliver(letter);
    }

    private MailServer server() {
        return MailServer.start(folder, SmtpTls.STARTTLS, MailServer.HOST);
    }

    @ParameterizedTest
    @EnumSource
    void deliversBothFormsByEitherWayToTls(SmtpTls tls) throws Exception {
        try (MailServer server = MailServer.start(folder, tls, MailServer.HOST)) {
            assertThat(carrier(server, tls).deliver(letter())).isEqualTo(new Delivery.Taken());
            MimeMessage message = server.next();
            assertThat(message.getSubject()).isEqualTo("150 நாணயங்கள்");
            assertThat(message.getFrom()).extracting(Object::toString).containsExactly(FROM);
            assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("asha@example.org");
            assertThat(message.getSentDate()).isEqualTo(WRITTEN);
            assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(message.getContentLanguage()).containsExactly("ta-IN");
            assertThat(message.getContentType()).startsWith("multipart/alternative");
            Multipart parts = (Multipart) message.getContent();
            assertThat(parts.getBodyPart(0).getContentType().toLowerCase(Locale.ROOT))
                    .isEqualTo("text/plain; charset=utf-8");
            assertThat(text(parts, 0)).isEqualTo("வணக்கம்\n.\nEnd");
            assertThat(parts.getBodyPart(1).getContentType().toLowerCase(Locale.ROOT))
                    .isEqualTo("text/html; charset=utf-8");
            assertThat(text(parts, 1)).isEqualTo("<p>வணக்கம் &amp; more</p>");
        }
    }

    private static String text(Multipart parts, int part) throws IOException, MessagingException {
        return parts.getBodyPart(part)
                .getContent()
                .toString()
                .replace("\r\n", "\n")
                .strip();
    }

    @Test
    void hasTheSameIdAtEveryAttempt() throws Exception {
        try (MailServer server = server()) {
            deliver(server, letter());
            deliver(server, letter());
            assertThat(List.of(server.next().getMessageID(), server.next().getMessageID()))
                    .containsOnly("<00000000-0000-0001-0000-000000000002@stagedoor.example>");
        }
    }

    @Test
    void nothingGetsIntoTheHeaderThatBelongsIntoASubject() throws Exception {
        try (MailServer server = server()) {
            deliver(server, letter("asha@example.org", "150 coins\r\nBcc: everybody@example.org\r\n\r\n<p>Win!"));
            String raw = server.nextRaw();
            assertThat(raw.lines()).noneMatch(line -> line.startsWith("Bcc:") || line.startsWith("<p>Win"));
            assertThat(raw.lines()).contains("Subject: 150 coins Bcc: everybody@example.org <p>Win!");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.org, b@example.org",
                "a@example.org\r\nRCPT TO:<b@example.org>",
                "Asha <a@example.org>",
                "<a@example.org>",
                "a b@example.org",
                "ஆஷா@example.org",
                "@example.org",
                "nonsense"
            })
    void whatIsNoAddressIsRefusedHereAndForGood(String to) throws IOException {
        try (MailServer server = server()) {
            assertThat(deliver(server, letter(to, "s"))).isInstanceOf(Delivery.Rejected.class);
            assertThat(server.waiting()).isZero();
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws IOException {
        try (MailServer server = server()) {
            SmtpConfig trustingJava = config(server, SmtpTls.STARTTLS, null, MailServer.PASSWORD);
            assertThat(new SmtpCarrier(trustingJava).deliver(letter())).isInstanceOf(Delivery.Unreachable.class);
            assertThat(SmtpProbe.fault(trustingJava))
                    .get()
                    .extracting(SmtpFault::kind)
                    .isEqualTo(SmtpFault.Kind.CERTIFICATE);
            assertThat(server.waiting()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateForAnotherNameIsRefused(SmtpTls tls) throws IOException {
        try (MailServer server = MailServer.start(folder, tls, "127.0.0.2")) {
            SmtpConfig config = config(server, tls, server.trust(), MailServer.PASSWORD);
            assertThat(new SmtpCarrier(config).deliver(letter())).isInstanceOf(Delivery.Unreachable.class);
            assertThat(SmtpProbe.fault(config))
                    .get()
                    .extracting(SmtpFault::kind)
                    .isEqualTo(SmtpFault.Kind.CERTIFICATE);
            assertThat(server.waiting()).isZero();
        }
    }

    @Test
    void aServerWithoutTlsGetsNeitherPasswordNorMail() throws IOException {
        try (MailServer server = MailServer.start(folder, null, MailServer.HOST)) {
            SmtpConfig config = config(server, SmtpTls.STARTTLS, server.trust(), MailServer.PASSWORD);
            assertThat(new SmtpCarrier(config).deliver(letter())).isInstanceOf(Delivery.Unreachable.class);
            assertThat(SmtpProbe.fault(config))
                    .get()
                    .extracting(SmtpFault::kind)
                    .isEqualTo(SmtpFault.Kind.NO_STARTTLS);
            assertThat(SmtpProbe.fault(config(server, SmtpTls.IMPLICIT, server.trust(), MailServer.PASSWORD)))
                    .get()
                    .extracting(SmtpFault::kind)
                    .isEqualTo(SmtpFault.Kind.NO_TLS);
            assertThat(server.waiting()).isZero();
        }
    }

    @Test
    void aWrongPasswordIsNoFaultOfTheMessage() throws IOException {
        try (MailServer server = server()) {
            SmtpConfig config = config(server, SmtpTls.STARTTLS, server.trust(), "wrong");
            assertThat(new SmtpCarrier(config).deliver(letter())).isInstanceOf(Delivery.Unreachable.class);
            assertThat(SmtpProbe.fault(config))
                    .get()
                    .extracting(SmtpFault::kind)
                    .isEqualTo(SmtpFault.Kind.CREDENTIALS);
        }
    }

    @Test
    void aServerThatIsAwayIsUnreachable() throws IOException {
        MailServer server = server();
        SmtpConfig config = config(server, SmtpTls.STARTTLS, server.trust(), MailServer.PASSWORD);
        server.close();
        assertThat(new SmtpCarrier(config).deliver(letter())).isInstanceOf(Delivery.Unreachable.class);
        assertThat(SmtpProbe.fault(config)).get().extracting(SmtpFault::kind).isEqualTo(SmtpFault.Kind.NO_ANSWER);
    }

    @ParameterizedTest(name = "{1} at {0}: {2}")
    @CsvSource({
        "asha@example.org, 550, Rejected",
        "asha@example.org, 452, Deferred",
        "no-reply@stagedoor.example, 550, Unreachable",
        "no-reply@stagedoor.example, 451, Unreachable",
    })
    void tellsApartWhatIsRefusedAndForHowLong(String address, int code, String outcome) throws IOException {
        try (MailServer server = server()) {
            server.refuse(address, code);
            Delivery delivery = deliver(server, letter());
            assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(delivery.toString()).contains(code + " not this one");
            assertThat(server.waiting()).isZero();
        }
    }

    @Test
    void theProbeSendsNothing() throws IOException {
        try (MailServer server = server()) {
            assertThat(SmtpProbe.fault(config(server, SmtpTls.STARTTLS, server.trust(), MailServer.PASSWORD)))
                    .isEmpty();
            assertThat(server.waiting()).isZero();
        }
    }

    @Test
    void aFileOfAuthoritiesThatIsNoneIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("trust.pem"), "nonsense");
        try (MailServer server = server()) {
            SmtpConfig config = config(server, SmtpTls.STARTTLS, file, MailServer.PASSWORD);
            assertThatThrownBy(() -> new SmtpCarrier(config))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("mail.smtp.trust");
            assertThat(SmtpProbe.fault(config))
                    .get()
                    .extracting(SmtpFault::kind)
                    .isEqualTo(SmtpFault.Kind.TRUST);
            assertThat(config.toString()).doesNotContain(MailServer.PASSWORD);
        }
    }
}
