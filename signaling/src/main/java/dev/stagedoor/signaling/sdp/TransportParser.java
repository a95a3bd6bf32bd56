package dev.stagedoor.signaling.sdp;

import dev.stagedoor.signaling.MediaGateway.DtlsParameters;
import dev.stagedoor.signaling.MediaGateway.DtlsSetup;
import dev.stagedoor.signaling.MediaGateway.IceCandidate;
import dev.stagedoor.signaling.MediaGateway.IceParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ICE and DTLS lines, of the session or of the section that carries the bundle. */
final class TransportParser {
    /** RFC 8839 section 5.4. */
    private static final Pattern ICE_CHARS = Pattern.compile("[A-Za-z0-9+/]+");

    private static final Pattern HEX_BYTES = Pattern.compile("([0-9A-F]{2}:)*[0-9A-F]{2}");

    /** The hash functions that are trusted, and how long what they make is. */
    private static final Map<String, Integer> HASH_BYTES = Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);

    private static final String FAVOURITE = "sha-256";
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

    /**
     * Null if missing or malformed. A certificate may be named by several hash functions (RFC 8122 section 5): the first that
     * can be trusted is taken, SHA-256 before all.
     *
     * @param section the one that names the certificate
     * @param roleSection the one that says who begins
     */
    static @Nullable DtlsParameters dtls(Block session, Block section, Block roleSection) {
        DtlsSetup setup = setup(either(session, roleSection, "setup"));
        if (setup == null) {
            return null;
        }
        List<String> fingerprints = section.all("fingerprint");
        DtlsParameters best = null;
        for (String text : fingerprints.isEmpty() ? session.all("fingerprint") : fingerprints) {
            DtlsParameters named = fingerprint(Words.of(text), setup);
            boolean better = best == null
                    || (!best.algorithm().equals(FAVOURITE)
                            && named != null
                            && named.algorithm().equals(FAVOURITE));
            best = better ? named : best;
        }
        return best;
    }

    private static @Nullable DtlsParameters fingerprint(String[] words, DtlsSetup setup) {
        String algorithm = words.length == 2 ? words[0].toLowerCase(Locale.ROOT) : "";
        int bytes = HASH_BYTES.getOrDefault(algorithm, 0);
        String hex = bytes == 0 ? "" : words[1].toUpperCase(Locale.ROOT);
        boolean fits = hex.length() == 3 * bytes - 1 && HEX_BYTES.matcher(hex).matches();
        return fits ? new DtlsParameters(algorithm, hex, setup) : null;
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
