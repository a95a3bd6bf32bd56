package dev.stagedoor.server.address;

import dev.stagedoor.media.AdvertisedAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One entry of {@code media.advertise}: an address, or who knows it. */
sealed interface AddressSource {
    /** The address itself. */
    record Fixed(AdvertisedAddress address) implements AddressSource {}

    /** A server that tells from where it is asked (RFC 8489). */
    record Stun(String host, int port) implements AddressSource {}

    /** The metadata service of the cloud that the machine runs in. */
    record Cloud() implements AddressSource {}

    /** RFC 7064, without the scheme for TLS. */
    Pattern STUN_URL = Pattern.compile("stun:(\\[[0-9a-f:.]+]|[^:\\[\\]?/@]+)(?::(\\d{1,5}))?");

    int STUN_PORT = 3478;

    int LAST_PORT = 65_535;

    /**
     * Reads {@code 203.0.113.7}, {@code 203.0.113.7:4000}, {@code [2001:db8::7]:4000}, {@code stun:stun.example.org:3478} or
     * {@code cloud}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    static AddressSource parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.equals("cloud")) {
            return new Cloud();
        }
        return plain.startsWith("stun:") ? stun(plain) : new Fixed(AdvertisedAddress.parse(text.strip()));
    }

    private static Stun stun(String text) {
        Matcher form = STUN_URL.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected stun:HOST or stun:HOST:PORT, got '" + text + "'");
        }
        int port = form.group(2) == null ? STUN_PORT : Integer.parseInt(form.group(2));
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("'" + text + "': the port must be 1 to " + LAST_PORT);
        }
        return new Stun(form.group(1).replaceAll("[\\[\\]]", ""), port);
    }
}
