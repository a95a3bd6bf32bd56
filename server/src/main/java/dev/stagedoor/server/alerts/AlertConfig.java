package dev.stagedoor.server.alerts;

import dev.stagedoor.server.config.AlertKeys;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import java.net.URI;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Whom alerts are told.
 *
 * @param webhook address that they are posted to
 * @param secret what they are signed with
 * @param site where people reach this server, empty if it is not said
 */
public record AlertConfig(URI webhook, SecretKey secret, String site) {
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    /**
     * Null where nobody is told.
     *
     * @throws IllegalArgumentException with words for the operator if the settings do not make sense
     */
    public static @Nullable AlertConfig of(Settings settings) {
        URI webhook = settings.get(AlertKeys.WEBHOOK).orElse(null);
        String secret = settings.get(AlertKeys.SECRET);
        if (webhook == null) {
            return null;
        }
        if (!webhook.getScheme().equals("https") && !isThisMachine(String.valueOf(webhook.getHost()))) {
            throw new IllegalArgumentException("alerts.webhook leaves this machine without TLS");
        }
        return new AlertConfig(webhook, StandardSignature.key(bytes(secret)), settings.get(Keys.PUBLIC_URL));
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static byte[] bytes(String secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("alerts.secret is not Base64", e);
        }
        if (bytes.length < SHORTEST || bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    "alerts.secret has %d bytes, not %d to %d".formatted(bytes.length, SHORTEST, LONGEST));
        }
        return bytes;
    }

    /** Without the secret, wherever it may be printed. */
    @Override
    public String toString() {
        return webhook.toString();
    }
}
