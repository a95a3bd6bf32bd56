package dev.stagedoor.signaling.sdp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Offers in {@code src/test/resources/sdp}, written line by line as the named programs do. */
final class Golden {
    static final String[] NAMES = {
        "chromium-156-video-call",
        "chromium-156-simulcast",
        "ffmpeg-8-whip",
        "firefox-148-video-call",
        "safari-26-audio-call",
        "obs-32-whip"
    };

    private Golden() {}

    /** With CRLF, as on the wire. */
    static String offer(String name) {
        try (InputStream file = Golden.class.getResourceAsStream("/sdp/" + name + ".sdp")) {
            if (file == null) {
                throw new IllegalArgumentException("no golden offer " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).replace("\n", "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SdpParser.Offer parsed(String text) {
        return switch (SdpParser.parse(text)) {
            case SdpParser.Parsed(SdpParser.Offer offer) -> offer;
            case SdpParser.Refused(String reason) -> throw new AssertionError(reason);
        };
    }
}
