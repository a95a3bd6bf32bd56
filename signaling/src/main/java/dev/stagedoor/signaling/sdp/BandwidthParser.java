package dev.stagedoor.signaling.sdp;

import dev.stagedoor.signaling.MediaGateway.Bandwidth;

/**
 * How much the sender of a description wants to be sent: {@code b=TIAS} (RFC 3890), or where that is not said {@code b=AS}, which
 * counts the headers of UDP and IP too and is converted as RFC 8829 section 5.9 has it. Other measures are not ours, and 0, or what is
 * no number, is nobody's wish.
 */
final class BandwidthParser {
    /** Above all that anybody sends, and far from what numbers hold. */
    private static final long MAX_BITS_PER_SECOND = 1_000_000_000_000L;

    private static final long BITS_PER_KILOBIT = 1_000;
    private static final long PERCENT_WITHOUT_CONTROL = 95;
    private static final long HEADER_BITS_PER_SECOND = 50 * 40 * 8;

    /** What is left of a tiny {@code b=AS}: as good as nothing, but a limit. */
    private static final long LEAST_BITS_PER_SECOND = 1_000;

    private BandwidthParser() {}

    static Bandwidth parse(Block session, Block block) {
        return new Bandwidth(limit(block), limit(session));
    }

    private static long limit(Block block) {
        long independent = first(block, "TIAS", MAX_BITS_PER_SECOND);
        if (independent > 0) {
            return independent;
        }
        long withHeaders = first(block, "AS", MAX_BITS_PER_SECOND / BITS_PER_KILOBIT);
        return withHeaders <= 0
                ? Long.MAX_VALUE
                : Math.max(
                        LEAST_BITS_PER_SECOND,
                        withHeaders * BITS_PER_KILOBIT * PERCENT_WITHOUT_CONTROL / 100 - HEADER_BITS_PER_SECOND);
    }

    private static long first(Block block, String type, long max) {
        for (Block.Attribute line : block.bandwidths()) {
            if (line.name().equals(type)) {
                return Words.number(line.value(), max);
            }
        }
        return -1;
    }
}
