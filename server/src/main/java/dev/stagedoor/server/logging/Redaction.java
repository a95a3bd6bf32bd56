package dev.stagedoor.server.logging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes out of a log line what is nobody's business: tokens, passwords, e-mail and network addresses. An address becomes a
 * name that is the same for the same address until the process ends, so that one can see that it was one peer without being
 * able to tell which: the name is a keyed hash, and the key is never kept.
 */
public final class Redaction {
    private static final Pattern TOKEN =
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer)\\s+(?!\\()[A-Za-z0-9._~+/=-]{6,}");
    private static final Pattern CREDENTIALS_OF_URL = Pattern.compile("://[^/\\s:@]+:[^/\\s@]+@");
    private static final Pattern NAMED_SECRET = Pattern.compile(
            "(?i)\\b((?:[a-z]+[-_.])*(?:password|secret|token|credential|cookie))(\\s*[=:]\\s*)(?!\\()[^\\s,;&)\\]}]+");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");
    private static final Pattern IPV4 = Pattern.compile("(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.]*\\w)");
    private static final Pattern IPV6 = Pattern.compile(
            "(?<![\\w:.])(?:(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}|(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){0,6}:?|::(?:[0-9a-fA-F]{1,4}:){0,6}[0-9a-fA-F]{1,4})(?![\\w:])");
    private static final Pattern DOUBLE_COLON = Pattern.compile("::|(?:[0-9a-fA-F]+:){4}");

    private final byte[] key = new byte[16];

    /** Addresses get other names than by any other one. */
    public Redaction() {
        new SecureRandom().nextBytes(key);
    }

    /** The text without them. */
    public String of(String text) {
        String plain = TOKEN.matcher(text).replaceAll("(token)");
        plain = BEARER.matcher(plain).replaceAll("$1 (token)");
        plain = CREDENTIALS_OF_URL.matcher(plain).replaceAll("://(secret)@");
        plain = NAMED_SECRET.matcher(plain).replaceAll("$1$2(secret)");
        plain = EMAIL.matcher(plain).replaceAll("(e-mail)");
        plain = IPV4.matcher(plain).replaceAll(this::ipv4);
        return IPV6.matcher(plain).replaceAll(this::ipv6);
    }

    /** Our own loopback and wildcard tell nothing of anybody. */
    private String ipv4(MatchResult address) {
        String text = address.group();
        return text.startsWith("127.") || text.equals("0.0.0.0") ? text : nameOf(text);
    }

    private String ipv6(MatchResult address) {
        String text = address.group();
        boolean isOne = DOUBLE_COLON.matcher(text).find() && !text.equals("::") && !text.equals("::1");
        return isOne ? nameOf(text) : text;
    }

    private String nameOf(String address) {
        try {
            Mac hash = Mac.getInstance("HmacSHA256");
            hash.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] digest = hash.doFinal(address.getBytes(StandardCharsets.UTF_8));
            return "(address-" + HexFormat.of().formatHex(digest, 0, 3) + ")";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
