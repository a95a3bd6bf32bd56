package dev.stagedoor.server.doctor;

import dev.stagedoor.server.config.Environment;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.MailKeys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SmtpTls;
import java.util.ArrayList;
import java.util.List;

/** Whether what is said of the mail server is complete. Asks nobody. */
final class MailCheck implements Check {
    static final String NAME = "mail";

    private final Settings settings;

    MailCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> run() {
        boolean production = settings.get(Keys.ENVIRONMENT) == Environment.PRODUCTION;
        if (settings.get(MailKeys.HOST).isEmpty()) {
            return List.of(
                    production
                            ? Finding.warning(
                                    NAME,
                                    "no mail server is set: people who are not connected are told nothing, not even that their coins expire",
                                    "set mail.smtp.host and what belongs to it; docs/operations.md says what")
                            : Finding.ok(NAME, "no mail server; what would be sent is shown in the console"));
        }
        List<Finding> wrong = wrong();
        return wrong.isEmpty() ? List.of(judgeSite(production)) : wrong;
    }

    private List<Finding> wrong() {
        List<Finding> wrong = new ArrayList<>();
        String from = settings.get(MailKeys.FROM);
        if (!from.matches("[!-~&&[^@<>,;\"()]]+@[A-Za-z0-9.-]+")) {
            wrong.add(Finding.failure(
                    NAME,
                    from.isEmpty() ? "mail.smtp.host is set, and mail.from is not" : "mail.from is \"" + from + "\"",
                    "set mail.from to the bare address that messages come from, such as no-reply@example.org"));
        }
        boolean user = !settings.get(MailKeys.USER).isEmpty();
        boolean password = !settings.get(MailKeys.PASSWORD).isEmpty();
        if (user != password) {
            wrong.add(Finding.failure(
                    NAME,
                    "only one of mail.smtp.user and mail.smtp.password is set",
                    "set both, or neither for a server that wants no sign-in"));
        }
        int port = settings.get(MailKeys.PORT);
        boolean implicit = settings.get(MailKeys.TLS) == SmtpTls.IMPLICIT;
        if (implicit ? port == 587 : port == 465) {
            wrong.add(Finding.failure(
                    NAME,
                    "mail.smtp.port is %d, and mail.smtp.tls is %s".formatted(port, settings.get(MailKeys.TLS)),
                    "at port 587 it is STARTTLS, at port 465 IMPLICIT"));
        }
        return wrong;
    }

    private Finding judgeSite(boolean production) {
        String found = "%s:%d by %s, from %s"
                .formatted(
                        settings.get(MailKeys.HOST),
                        settings.get(MailKeys.PORT),
                        settings.get(MailKeys.TLS),
                        settings.get(MailKeys.FROM));
        return production && settings.get(Keys.PUBLIC_URL).isEmpty()
                ? Finding.warning(
                        NAME,
                        found + "; links in messages lead to localhost",
                        "set http.public-url to where people reach the site")
                : Finding.ok(NAME, found);
    }
}
