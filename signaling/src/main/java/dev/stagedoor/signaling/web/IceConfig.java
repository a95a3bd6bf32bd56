package dev.stagedoor.signaling.web;

import java.time.Duration;
import java.util.List;

/**
 * STUN and TURN servers that browsers are given.
 *
 * @param turnSecret shared with the TURN server, empty if it asks for no credentials
 * @param credentialLifetime how long TURN credentials are good for; longer than any call
 */
public record IceConfig(List<String> stunUrls, List<String> turnUrls, String turnSecret, Duration credentialLifetime) {
    /** No servers: our own media server has public addresses and needs none. */
    public static IceConfig none() {
        return new IceConfig(List.of(), List.of(), "", Duration.ofHours(4));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "IceConfig[" + stunUrls + ", " + turnUrls + "]";
    }
}
