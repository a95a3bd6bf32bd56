package dev.stagedoor.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecAgreementTest {
    private static final String ASYMMETRY = "level-asymmetry-allowed=1;";

    @ParameterizedTest(name = "{0}: by FIR {1}")
    @CsvSource({
        "nack|nack pli|ccm fir, false",
        "nack|nack pli, false",
        "nack|ccm fir, true",
        "ccm fir, true",
        "nack, false",
    })
    void keyFramesAreAskedForByWhatIsUnderstood(String feedback, boolean fullIntra) {
        List<CodecDescription> codecs =
                List.of(Offers.codec(96, "VP8", 90_000, 1, "", List.of(feedback.split("\\|", -1))));
        MediaSection section = Offers.section("0", MediaKind.VIDEO, Direction.SENDONLY, codecs, List.of());

        assertThat(CodecAgreement.of(section).codecs().getFirst().fullIntra()).isEqualTo(fullIntra);
    }

    /** Offers as parameters separated by bars; encoders of few features name no mode, which is mode 0 (RFC 6184 §8.1). */
    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(textBlock = """
            # direction, offered,                                                           answered
            SENDONLY,    packetization-mode=1;profile-level-id=42e01f,                      packetization-mode=1;profile-level-id=42e01f
            SENDONLY,    profile-level-id=42e01f,                                           packetization-mode=0;profile-level-id=42e01f
            SENDONLY,    packetization-mode=0;profile-level-id=42e01f,                      packetization-mode=0;profile-level-id=42e01f
            SENDONLY,    '',                                                                packetization-mode=0
            SENDONLY,    profile-level-id=42e01f|packetization-mode=1;profile-level-id=42e01f, packetization-mode=1;profile-level-id=42e01f
            SENDONLY,    profile-level-id=64001f|packetization-mode=1;profile-level-id=42e01f, packetization-mode=0;profile-level-id=64001f|packetization-mode=1;profile-level-id=42e01f
            SENDONLY,    packetization-mode=2;profile-level-id=42e01f,                      ''
            SENDONLY,    profile-level-id=nonsense,                                         ''
            RECVONLY,    packetization-mode=1;profile-level-id=42e01f,                      packetization-mode=1;profile-level-id=42e01f
            RECVONLY,    packetization-mode=0;profile-level-id=42e01f,                      ''
            SENDRECV,    profile-level-id=42e01f,                                           ''
            """)
    void h264IsTakenInWhatModeViewersCanBeSent(Direction direction, String offered, String answered) {
        List<CodecDescription> codecs = new ArrayList<>();
        for (String parameters : offered.split("\\|", -1)) {
            codecs.add(Offers.codec(100 + codecs.size(), "H264", 90_000, 1, parameters, List.of()));
        }
        MediaSection section = Offers.section("0", MediaKind.VIDEO, direction, codecs, List.of());

        List<String> expected = answered.isEmpty()
                ? List.of()
                : Arrays.stream(answered.split("\\|", -1))
                        .map(ASYMMETRY::concat)
                        .toList();
        assertThat(CodecAgreement.of(section).answer())
                .extracting(CodecDescription::formatParameters)
                .isEqualTo(expected);
    }
}
