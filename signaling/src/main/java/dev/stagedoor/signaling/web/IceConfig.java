package dev.stagedoor.signaling.web;

import java.time.Duration;
import java.util.List;

/**
 * STUN and TURN servers that browsers are given.
 *
 * @param turnSecret shared with the TURN server, empty if it asks for no credentials
 * @param credentialLifetime until when TURN credentials open a relay. A relay that is open goes on, and the
 *     client fetches new ones before it opens another, so this need not outlast a call
 */
public record IceConfig(List<String> stunUrls, List<String> turnUrls, String turnSecret, Duration credentialLifetime) {
    /** No servers: our own media server has public addresses and needs none. */
    public static IceConfig none() {
        return new IceConfig(List.of(), List.of(), "", Duration.ofHours(1));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "IceConfig[" + stunUrls + ", " + turnUrls + "]";
    }
}
