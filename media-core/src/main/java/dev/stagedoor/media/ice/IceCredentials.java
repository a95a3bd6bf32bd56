package dev.stagedoor.media.ice;

import java.security.SecureRandom;

/** The short-term credentials of one side of a session (RFC 8445 §5.3); live until the next ICE restart. */
public record IceCredentials(String usernameFragment, String password) {
    /** The ice-char set of RFC 8839 §5.4: 64 characters, so each carries six bits. */
    private static final String ICE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** 72 bits: the fragment finds the session among all of the server's, so it must not collide by chance. */
    private static final int FRAGMENT_CHARACTERS = 12;

    /** 144 bits; the standard asks for 128 at least. */
    private static final int PASSWORD_CHARACTERS = 24;

    /** Fresh credentials. */
    public static IceCredentials generate(SecureRandom random) {
        return new IceCredentials(characters(random, FRAGMENT_CHARACTERS), characters(random, PASSWORD_CHARACTERS));
    }

    @Override
    public String toString() {
        return "IceCredentials[" + usernameFragment + "]";
    }

    private static String characters(SecureRandom random, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ICE_CHARACTERS.charAt(random.nextInt(ICE_CHARACTERS.length())));
        }
        return text.toString();
    }
}
