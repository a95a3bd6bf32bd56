package dev.stagedoor.media.room;

import dev.stagedoor.media.stream.SentHistory;
import dev.stagedoor.media.stream.StoredPacket;
import dev.stagedoor.media.stream.TokenBucket;

/**
 * Sends one viewer's section again what got lost on the way to it. Only what a packet was made of is remembered; its payload
 * lies in the branch, shared by all who receive it. Belongs to the consumer.
 */
final class RepairDesk {
    private final ParticipantContext context;
    private final PacketStamper stamper;
    private final SentHistory sent;
    private final TokenBucket budget;
    private long repeated;

    /** Where the newest key frame begins, as far as it has been sent. */
    private long keyFrameNumber = Long.MIN_VALUE;

    private long keyFrameTimestamp = -1;

    /** @param window packets remembered, a power of two */
    RepairDesk(ParticipantContext context, PacketStamper stamper, int window) {
        this.context = context;
        this.stamper = stamper;
        sent = new SentHistory(window);
        budget = new TokenBucket(context.settings().limits().retransmissionsPerSecond());
    }

    /** Forgets everything: the source's packets are out of reach. */
    void clear() {
        sent.clear();
    }

    /** The packet went out so, see {@link SentHistory#add}. */
    void onSent(StoredPacket packet, long number, long timestamp, int rewrite) {
        sent.add(number, packet.sequence(), sourceOf(packet), timestamp, rewrite);
        if (packet.keyFrame() && timestamp != keyFrameTimestamp) {
            keyFrameTimestamp = timestamp;
            keyFrameNumber = Math.max(keyFrameNumber, number);
        }
    }

    /** Encoding and generation in one number; a generation is a count of source changes. */
    private static int sourceOf(StoredPacket packet) {
        return packet.generation() * SectionPlan.MAX_ENCODINGS + packet.encoding();
    }

    /** The viewer misses what went out under this number. */
    void onNack(int sequenceNumber, Branch from, FormatMap formats, long roundTripNs, long nowNs) {
        if (!sent.find(sequenceNumber)) {
            context.drops().count(Drop.NOT_IN_HISTORY);
            return;
        }
        int encoding = sent.source() % SectionPlan.MAX_ENCODINGS;
        int generation = sent.source() / SectionPlan.MAX_ENCODINGS;
        StoredPacket packet = from.find(encoding, sent.sourceSequence(), generation);
        if (packet == null) {
            context.drops().count(Drop.NOT_IN_HISTORY);
        } else if (!stamper.retransmits(formats.retransmissionPayloadType(packet.format()))) {
            context.drops().count(Drop.NACK_WITHOUT_RTX);
        } else if (sent.isRepetitionUnderWay(roundTripNs, nowNs)) {
            context.drops().count(Drop.RETRANSMISSION_UNDER_WAY);
        } else if (!mayRepeat(packet, nowNs)) {
            context.drops().count(Drop.RETRANSMISSION_LIMIT);
        } else {
            repeat(packet, formats, nowNs);
            if (losingIsDear(roundTripNs, nowNs) && context.path().takeRetransmission(packet.payloadLength(), nowNs)) {
                repeat(packet, formats, nowNs);
            }
        }
    }

    /**
     * While packets wait on the path, what lies before the newest key frame is let go: a viewer can begin with that, and it waits
     * for room. It is the usual case when a path falls, since the larger picture of before is lost by the dozen.
     */
    private boolean mayRepeat(StoredPacket packet, long nowNs) {
        boolean outlived = sent.number() < keyFrameNumber && context.path().isCongested(nowNs);
        return !outlived && budget.tryTake(nowNs) && context.path().takeRetransmission(packet.payloadLength(), nowNs);
    }

    /**
     * On a long path a repetition that is lost, too, leaves a gap that everyone sees; a second one costs little. Where the round
     * trip is long because packets wait, it would make them wait longer.
     */
    private boolean losingIsDear(long roundTripNs, long nowNs) {
        RoomLimits limits = context.settings().limits();
        return roundTripNs >= limits.longRoundTrip().toNanos()
                && context.path().lossRatio() > 0
                && !context.path().isCongested(nowNs);
    }

    private void repeat(StoredPacket packet, FormatMap formats, long nowNs) {
        repeated++;
        sent.onRepeated(nowNs);
        stamper.retransmit(
                packet,
                formats.codec(packet.format()),
                formats.retransmissionPayloadType(packet.format()),
                sent.number(),
                sent.timestamp(),
                sent.rewrite(),
                nowNs);
    }

    /** Packets sent again. */
    long repeated() {
        return repeated;
    }
}
