package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import java.util.List;

/** How a viewer numbers the formats of a producer; three arrays, since every packet asks. */
final class FormatMap {
    /** The viewer did not negotiate the format. */
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
            payloadTypes[i] = NOT_SHARED;
            retransmissionPayloadTypes[i] = NegotiatedCodec.NONE;
            for (NegotiatedCodec codec : negotiated) {
                if (payloadTypes[i] == NOT_SHARED && codec.format().equals(formats.get(i))) {
                    payloadTypes[i] = codec.payloadType();
                    retransmissionPayloadTypes[i] = codec.retransmissionPayloadType();
                }
            }
        }
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
