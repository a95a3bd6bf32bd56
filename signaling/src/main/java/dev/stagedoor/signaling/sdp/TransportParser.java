package dev.stagedoor.signaling.sdp;

import dev.stagedoor.signaling.MediaGateway.DtlsParameters;
import dev.stagedoor.signaling.MediaGateway.DtlsSetup;
import dev.stagedoor.signaling.MediaGateway.IceCandidate;
import dev.stagedoor.signaling.MediaGateway.IceParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ICE and DTLS lines, of the session or of the section that carries the bundle. */
final class TransportParser {
    /** RFC 8839 section 5.4. */
    private static final Pattern ICE_CHARS = Pattern.compile("[A-Za-z0-9+/]+");

    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-F]{2}:){15,63}[0-9A-F]{2}");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:[^:]*:)[0-9A-Fa-f:]{2,39}(:[0-9.]{7,15})?");
    private static final long MAX_PRIORITY = (1L << 32) - 1;

    private TransportParser() {}

    /** Null if missing or malformed. */
    static @Nullable IceParameters ice(Block session, Block section) {
        String ufrag = either(session, section, "ice-ufrag");
        String password = either(session, section, "ice-pwd");
        return ufrag != null && password != null && isIce(ufrag, 4) && isIce(password, 22)
                ? new IceParameters(ufrag, password)
                : null;
    }

    /** Null if missing or malformed. Of several fingerprints the one with SHA-256 is taken. */
    static @Nullable DtlsParameters dtls(Block session, Block section) {
        DtlsSetup setup = setup(either(session, section, "setup"));
        if (setup == null) {
            return null;
        }
        List<String> fingerprints = section.all("fingerprint");
        DtlsParameters best = null;
        for (String text : fingerprints.isEmpty() ? session.all("fingerprint") : fingerprints) {
            String[] words = Words.of(text);
            if (words.length == 2 && Words.isToken(words[0], 16)) {
                String algorithm = words[0].toLowerCase(Locale.ROOT);
                String hex = words[1].toUpperCase(Locale.ROOT);
                boolean better = best == null
                        || (algorithm.equals("sha-256") && !best.algorithm().equals(algorithm));
                best = better && FINGERPRINT.matcher(hex).matches() ? new DtlsParameters(algorithm, hex, setup) : best;
            }
        }
        return best;
    }

    /** Candidates a server can use: address literals, UDP, component 1. Others are skipped. */
    static List<IceCandidate> candidates(Block section) {
        List<IceCandidate> candidates = new ArrayList<>();
        for (String text : section.all("candidate")) {
            IceCandidate candidate = candidate(Words.of(text));
            if (candidate != null && candidates.size() < SdpLimits.CANDIDATES) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    /** Names ending in {@code .local} hide a browser's address (mDNS); peers reach us first, so they are not needed. */
    private static @Nullable IceCandidate candidate(String[] words) {
        if (words.length < 8 || !words[1].equals("1") || !words[2].equalsIgnoreCase("udp") || !words[6].equals("typ")) {
            return null;
        }
        long priority = Words.number(words[3], MAX_PRIORITY);
        long port = Words.number(words[5], 65_535);
        boolean usable = ICE_CHARS.matcher(words[0]).matches()
                && words[0].length() <= 32
                && priority >= 0
                && port > 0
                && isAddress(words[4])
                && (words[7].equals("host") || words[7].equals("srflx"));
        return usable ? new IceCandidate(words[0], priority, words[4], (int) port, words[7]) : null;
    }

    private static boolean isAddress(String text) {
        return text.length() <= 45
                && (IPV4.matcher(text).matches() || IPV6.matcher(text).matches());
    }

    /** No {@code a=setup} in an offer means the same as actpass to everyone who sends none (RFC 8842 section 5.2). */
    private static @Nullable DtlsSetup setup(@Nullable String text) {
        return switch (text) {
            case null -> DtlsSetup.ACTPASS;
            case "actpass" -> DtlsSetup.ACTPASS;
            case "active" -> DtlsSetup.ACTIVE;
            case "passive" -> DtlsSetup.PASSIVE;
            default -> null;
        };
    }

    private static @Nullable String either(Block session, Block section, String name) {
        String own = section.first(name);
        return own == null ? session.first(name) : own;
    }

    private static boolean isIce(String text, int minLength) {
        return text.length() >= minLength
                && text.length() <= 256
                && ICE_CHARS.matcher(text).matches();
    }
}
