package dev.stagedoor.server.turn;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a relay is and how it is spoken to (RFC 7065). */
public record TurnUrl(String host, int port, Transport transport) {
    private static final Pattern FORM =
            Pattern.compile("(turns?):(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]?/@]+)(?::(\\d{1,5}))?(?:\\?transport=(udp|tcp))?");
    private static final int DEFAULT_PORT = 3478;
    private static final int DEFAULT_TLS_PORT = 5349;

    /** What carries the messages between client and relay. */
    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    /** @throws IllegalArgumentException saying what was expected */
    public static TurnUrl parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no TURN URL; expected turn:host:3478?transport=udp or turns:host:443?transport=tcp");
        }
        boolean secure = form.group(1).equals("turns");
        if (secure && "udp".equals(form.group(4))) {
            throw new IllegalArgumentException("'" + text
                    + "' asks for DTLS, which browsers do not speak to a relay; expected turns:host:443?transport=tcp");
        }
        int port = form.group(3) == null ? (secure ? DEFAULT_TLS_PORT : DEFAULT_PORT) : Integer.parseInt(form.group(3));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'" + text + "': the port must be 1 to 65535");
        }
        Transport transport = secure ? Transport.TLS : "tcp".equals(form.group(4)) ? Transport.TCP : Transport.UDP;
        return new TurnUrl(form.group(2).replaceAll("[\\[\\]]", ""), port, transport);
    }

    @Override
    public String toString() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return (transport == Transport.TLS ? "turns:" : "turn:") + name + ":" + port + "?transport="
                + (transport == Transport.UDP ? "udp" : "tcp");
    }
}
