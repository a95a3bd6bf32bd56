package dev.stagedoor.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.MediaGateway.Bandwidth;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandwidthParserTest {
    private static final long NONE = Long.MAX_VALUE;

    @ParameterizedTest(name = "{0}: {1} bit/s")
    @CsvSource({
        "b=TIAS:500000, 500000",
        "b=AS:500, 459000",
        "b=AS:500 b=TIAS:400000, 400000",
        "b=TIAS:400000 b=AS:100, 400000",
        // what is left of 16 kbit/s without headers
        "b=AS:16, 1000",
        "b=AS:1000000000, 949999984000",
        // nobody's wish, or not ours
        "b=AS:0, 9223372036854775807",
        "b=TIAS:0, 9223372036854775807",
        "b=TIAS:0 b=AS:500, 459000",
        "b=CT:500, 9223372036854775807",
        "b=RS:500, 9223372036854775807",
        "b=X-YZ:500, 9223372036854775807",
        "b=AS:-5, 9223372036854775807",
        "b=AS:many, 9223372036854775807",
        "b=AS:99999999999999999999, 9223372036854775807",
        "b=AS, 9223372036854775807",
        "b=, 9223372036854775807",
        "a=AS:500, 9223372036854775807",
    })
    void whatASectionAndAllMayCostIsRead(String lines, long bitsPerSecond) {
        assertThat(videoOf(inserted("m=video", lines)).bandwidth()).isEqualTo(new Bandwidth(bitsPerSecond, NONE));
        assertThat(videoOf(inserted("t=", lines)).bandwidth()).isEqualTo(new Bandwidth(NONE, bitsPerSecond));
        assertThat(videoOf(inserted("m=audio", lines)).bandwidth()).isEqualTo(Bandwidth.UNLIMITED);
    }

    private static MediaSection videoOf(String offer) {
        return Golden.parsed(offer).description().sections().stream()
                .filter(section -> section.kind() == MediaKind.VIDEO)
                .findFirst()
                .orElseThrow();
    }

    /** The offer with these lines behind the first that begins so. */
    private static String inserted(String start, String lines) {
        return Golden.offer("chromium-156-video-call")
                .replaceFirst("(?m)^(" + start + ".*\\r\\n)", "$1" + lines.replace(" ", "\r\n") + "\r\n");
    }
}
