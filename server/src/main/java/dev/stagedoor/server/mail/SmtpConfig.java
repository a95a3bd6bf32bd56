package dev.stagedoor.server.mail;

import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.MailKeys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SmtpTls;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A mail server and who we are to it.
 *
 * @param user empty to not sign in
 * @param trust PEM file of the authorities to trust, null for those that Java trusts
 * @param from a bare address
 * @param ourName what we call ourselves when we greet it, empty for this machine's name
 */
public record SmtpConfig(
        String host,
        int port,
        SmtpTls tls,
        String user,
        String password,
        @Nullable Path trust,
        String from,
        String ourName) {
    /**
     * Null where no mail server is set.
     *
     * @param home folder that relative paths count from
     */
    public static @Nullable SmtpConfig of(Settings settings, Path home) {
        String host = settings.get(MailKeys.HOST);
        String trust = settings.get(MailKeys.TRUST);
        String site = settings.get(Keys.PUBLIC_URL);
        return host.isEmpty()
                ? null
                : new SmtpConfig(
                        host,
                        settings.get(MailKeys.PORT),
                        settings.get(MailKeys.TLS),
                        settings.get(MailKeys.USER),
                        settings.get(MailKeys.PASSWORD),
                        trust.isEmpty() ? null : home.resolve(trust),
                        settings.get(MailKeys.FROM),
                        site.isEmpty() ? "" : String.valueOf(URI.create(site).getHost()));
    }

    /** Without the password, wherever it may be printed. */
    @Override
    public String toString() {
        return host + ":" + port + " by " + tls;
    }
}
