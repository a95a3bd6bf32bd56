package dev.stagedoor.benchmarks.client.sdp;

import java.security.SecureRandom;

/** ICE user fragment and password of one side (RFC 8445 section 5.3). */
public record IceCredentials(String usernameFragment, String password) {
    private static final String ICE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int USERNAME_FRAGMENT_LENGTH = 8;
    private static final int PASSWORD_LENGTH = 24;

    /** Fresh credentials: 48 bits of fragment and 144 of password, above the minimum of 24 and 128. */
    public static IceCredentials create(SecureRandom random) {
        return new IceCredentials(text(random, USERNAME_FRAGMENT_LENGTH), text(random, PASSWORD_LENGTH));
    }

    private static String text(SecureRandom random, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ICE_CHARACTERS.charAt(random.nextInt(ICE_CHARACTERS.length())));
        }
        return text.toString();
    }
}
