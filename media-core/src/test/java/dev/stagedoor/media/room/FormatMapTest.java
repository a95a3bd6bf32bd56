package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatMapTest {
    /** Those first whose decoders are sure to take it; what a profile allows is hardly ever used. */
    @ParameterizedTest(name = "{0} for a viewer of {1}: {2}")
    @CsvSource(textBlock = """
            # sent,               agreed to with the viewer,               payload type
            constrained-baseline, 101 baseline/102 constrained-baseline,   102
            constrained-baseline, 101 high/102 main,                       102
            baseline,             101 constrained-baseline,                101
            main,                 101 constrained-baseline/102 high,       102
            main,                 101 constrained-baseline,                101
            constrained-high,     101 high/102 constrained-high,           102
            constrained-high,     101 constrained-baseline/102 main,       102
            high,                 101 main/102 constrained-high,           102
            high,                 101 baseline,                            101
            """)
    void anH264ViewerIsSentWhatItsDecoderTakes(String sent, String agreed, int payloadType) {
        List<NegotiatedCodec> viewers = Arrays.stream(agreed.split("/"))
                .map(text -> text.split(" "))
                .map(parts -> agreed(Codec.H264, parts[1], Integer.parseInt(parts[0])))
                .toList();
        FormatMap map = new FormatMap(List.of(new PayloadFormat(Codec.H264, sent)), viewers);
        assertThat(map.payloadType(0)).isEqualTo(payloadType);
        assertThat(map.retransmissionPayloadType(0))
                .isEqualTo(payloadType < 0 ? NegotiatedCodec.NONE : payloadType + 10);
    }

    @ParameterizedTest
    @CsvSource({"VP9, 0, VP9, 0, 101", "VP9, 0, VP9, 2, -1", "AV1, 0, VP9, 0, -1"})
    void aPictureOfAnotherKindIsNobodys(Codec sent, String profile, Codec agreed, String viewers, int payloadType) {
        FormatMap map = new FormatMap(List.of(new PayloadFormat(sent, profile)), List.of(agreed(agreed, viewers, 101)));
        assertThat(map.payloadType(0)).isEqualTo(payloadType);
    }

    private static NegotiatedCodec agreed(Codec codec, String profile, int payloadType) {
        return new NegotiatedCodec(new PayloadFormat(codec, profile), payloadType, payloadType + 10, true);
    }
}
