package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a viewer numbers the formats of a producer; three arrays, since every packet asks. */
final class FormatMap {
    /** The viewer did not negotiate a format that can be this one. */
    static final int NOT_SHARED = -1;

    private final Codec[] codecs;
    private final int[] payloadTypes;
    private final int[] retransmissionPayloadTypes;

    /**
     * A map from places in the producer's list.
     *
     * @param formats the producer's
     * @param negotiated the viewer's
     */
    FormatMap(List<PayloadFormat> formats, List<NegotiatedCodec> negotiated) {
        codecs = formats.stream().map(PayloadFormat::codec).toArray(Codec[]::new);
        payloadTypes = new int[formats.size()];
        retransmissionPayloadTypes = new int[formats.size()];
        for (int i = 0; i < formats.size(); i++) {
            NegotiatedCodec shared = shared(formats.get(i), negotiated);
            payloadTypes[i] = shared == null ? NOT_SHARED : shared.payloadType();
            retransmissionPayloadTypes[i] = shared == null ? NegotiatedCodec.NONE : shared.retransmissionPayloadType();
        }
    }

    private static @Nullable NegotiatedCodec shared(PayloadFormat format, List<NegotiatedCodec> negotiated) {
        return format.decoders().stream()
                .flatMap(decoder ->
                        negotiated.stream().filter(codec -> codec.format().equals(decoder)))
                .findFirst()
                .orElse(null);
    }

    Codec codec(int format) {
        return codecs[format];
    }

    /** The viewer's number, or {@link #NOT_SHARED}. */
    int payloadType(int format) {
        return payloadTypes[format];
    }

    /** The viewer's number for retransmissions, or {@link NegotiatedCodec#NONE}. */
    int retransmissionPayloadType(int format) {
        return retransmissionPayloadTypes[format];
    }
}
