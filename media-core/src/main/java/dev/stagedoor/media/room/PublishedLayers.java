package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.FrameReader;
import dev.stagedoor.media.codec.LayersAllocation;
import dev.stagedoor.media.congestion.Ladder;
import dev.stagedoor.media.congestion.LayerMeter;
import dev.stagedoor.media.congestion.LayerTarget;
import dev.stagedoor.media.rtp.RtpPacket;
import java.util.List;

/**
 * Which sizes and rates one section is published in: as they are measured, and as the publisher announces them where it does.
 * Belongs to the producer.
 */
final class PublishedLayers {
    /** Of a packet as we send it, with the extensions that browsers negotiate. */
    private static final int HEADER_BYTES = 36;

    private final int allocationId;
    private final LayersAllocation allocation = new LayersAllocation();
    private final LayerMeter meter;
    private final long[] toldBySequence;
    private final int[] toldByGeneration;

    PublishedLayers(int encodings, int allocationId) {
        this.allocationId = allocationId;
        meter = new LayerMeter(encodings);
        toldBySequence = new long[encodings];
        toldByGeneration = new int[encodings];
    }

    /** A packet that has come for the first time, and what its payload says of itself. */
    void onPacket(RtpPacket packet, Encoding encoding, long sequence, FrameReader frame) {
        meter.onFrame(encoding.index(), frame);
        meter.onPacket(
                encoding.index(), frame.spatialLayer(), frame.temporalLayer(), HEADER_BYTES + packet.payloadLength());
        if (allocationId != 0
                && packet.findExtension(allocationId)
                && allocation.read(packet.segment(), packet.elementOffset(), packet.elementLength())
                && allocation.ownStream() == encoding.index()
                && isNews(encoding, sequence)) {
            meter.onAllocation(allocation);
        }
    }

    /** What was lost and comes late may be over. */
    private boolean isNews(Encoding encoding, long sequence) {
        int place = encoding.index();
        // Nothing has been told by a generation yet whose number differs by one.
        boolean news = toldByGeneration[place] != encoding.generation() + 1 || sequence > toldBySequence[place];
        if (news) {
            toldByGeneration[place] = encoding.generation() + 1;
            toldBySequence[place] = sequence;
        }
        return news;
    }

    /** Whether there is another ladder. */
    boolean onTick(long nowNs) {
        return meter.onTick(nowNs);
    }

    Ladder ladder() {
        return meter.ladder();
    }

    List<LayerTarget> targets(int encoding) {
        return meter.targets(encoding);
    }
}
