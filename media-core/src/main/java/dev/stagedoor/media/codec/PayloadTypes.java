package dev.stagedoor.media.codec;

import java.util.Arrays;
import java.util.List;

/** Finds a section's codec by payload type; two arrays, so that a packet costs two loads. */
public final class PayloadTypes {
    /** No codec of the section has this number. */
    public static final int NONE = -1;

    private static final int COUNT = 128;

    private final byte[] codecOf = new byte[COUNT];
    private final byte[] retransmittedCodecOf = new byte[COUNT];

    /** Payload types of these codecs; positions in the list are what the methods return. */
    public PayloadTypes(List<NegotiatedCodec> codecs) {
        Arrays.fill(codecOf, (byte) NONE);
        Arrays.fill(retransmittedCodecOf, (byte) NONE);
        for (int i = 0; i < codecs.size(); i++) {
            NegotiatedCodec codec = codecs.get(i);
            codecOf[codec.payloadType()] = (byte) i;
            if (codec.retransmissionPayloadType() != NegotiatedCodec.NONE) {
                retransmittedCodecOf[codec.retransmissionPayloadType()] = (byte) i;
            }
        }
    }

    /** Place of the codec with this payload type, or {@link #NONE}. */
    public int codec(int payloadType) {
        return codecOf[payloadType];
    }

    /** Place of the codec whose retransmissions have this payload type, or {@link #NONE}. */
    public int retransmittedCodec(int payloadType) {
        return retransmittedCodecOf[payloadType];
    }
}
