package dev.stagedoor.server.doctor;

import dev.stagedoor.server.mail.SmtpConfig;
import dev.stagedoor.server.mail.SmtpFault;
import dev.stagedoor.server.mail.SmtpProbe;
import java.util.List;

/** Whether the mail server lets us in; sends nothing. */
final class MailServerCheck implements Check {
    private final SmtpConfig config;

    MailServerCheck(SmtpConfig config) {
        this.config = config;
    }

    @Override
    public List<Finding> run() {
        return List.of(SmtpProbe.fault(config)
                .map(fault -> Finding.failure(
                        MailCheck.NAME, "%s: %s".formatted(config, fault.words()), remedy(fault.kind())))
                .orElseGet(() -> Finding.ok(
                        MailCheck.NAME,
                        config + " lets us in" + (config.user().isEmpty() ? "" : " as " + config.user()))));
    }

    private String remedy(SmtpFault.Kind kind) {
        return switch (kind) {
            case TRUST -> "let mail.smtp.trust be a PEM file that this user may read, or leave it out";
            case NO_SUCH_HOST -> "correct mail.smtp.host, or this machine's DNS";
            case NO_ANSWER ->
                "see whether it runs and whether a firewall lets this machine reach it; many hosters close port 25, and 587 only until asked";
            case NO_STARTTLS ->
                "set mail.smtp.port to 465 and mail.smtp.tls=IMPLICIT if it has that; without TLS nothing is sent";
            case NO_TLS -> "set mail.smtp.tls=STARTTLS, usually with mail.smtp.port=587";
            case CERTIFICATE ->
                "let mail.smtp.host be the name in its certificate; for an authority of your own set mail.smtp.trust; if it has ended, renew it there";
            case CREDENTIALS ->
                "correct mail.smtp.user and mail.smtp.password; many providers want a password made for programs";
            case OTHER -> "read the mail server's log";
        };
    }
}
