package dev.stagedoor.media.room;

import java.nio.charset.StandardCharsets;

/** A packet's bytes as text, to look for what a test wrote into it. */
final class RtpText {
    private RtpText() {}

    static String of(byte[] packet) {
        return new String(packet, StandardCharsets.ISO_8859_1);
    }
}
