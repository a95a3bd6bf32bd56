package dev.stagedoor.media.codec;

import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.MemorySegment;

/**
 * Reads the dependency descriptor header extension (AV1 RTP specification, appendix A), which tells of any codec's frame what
 * layer it is of and what it may be left out for, without a look at the payload. Reusable; belongs to one source, because
 * frames are described by templates that an earlier packet of the source brought. A packet that comes late, having been lost,
 * speaks of the templates that held when it was sent, and brings none in place of newer ones.
 *
 * <pre>
 * |S|E| template  |        frame number        |    three bytes in every packet
 * |T|A|D|F|C| structure · active targets · …        more in a frame's first packet, where needed
 * </pre>
 */
public final class DependencyDescriptor {
    /** Where in the extension the frame's number stands, 16 bits. */
    public static final int FRAME_NUMBER_AT = 1;

    /** With 64 templates it could be some hundred; browsers' are below 100. */
    public static final int MAX_BYTES = 128;

    private static final int MANDATORY_BYTES = 3;
    private static final int SWITCH = 2;
    private static final int REQUIRED = 3;

    private final BitReader bits = new BitReader();
    private DependencyStructure newest = new DependencyStructure();
    private DependencyStructure before = new DependencyStructure();
    private DependencyStructure structure = newest;
    private long newestSequence = Long.MIN_VALUE;
    private final int[] indications = new int[DependencyStructure.MAX_TARGETS];
    private boolean frameStart;
    private boolean frameEnd;
    private boolean withStructure;
    private int frameNumber;
    private int template;
    private int references;

    /**
     * Looks at the extension of the source's next packet.
     *
     * @param sequence of the packet, unwrapped
     * @return false if it makes no sense, or speaks of a structure that was never seen; the getters must not be used then
     */
    public boolean read(MemorySegment segment, long offset, int length, long sequence) {
        if (length < MANDATORY_BYTES || length > MAX_BYTES) {
            return false;
        }
        int first = WireBytes.u8(segment, offset);
        frameStart = (first & 0x80) != 0;
        frameEnd = (first & 0x40) != 0;
        frameNumber = WireBytes.u16(segment, offset + FRAME_NUMBER_AT);
        withStructure = false;
        bits.wrap(segment, offset + MANDATORY_BYTES, length - MANDATORY_BYTES);
        int flags = length > MANDATORY_BYTES ? bits.bits(5) : 0;
        structure = sequence < newestSequence ? before : newest;
        if ((flags & 0x10) != 0) {
            if (sequence > newestSequence) {
                supersede(sequence);
            }
            if (!structure.read(bits)) {
                return false;
            }
            withStructure = true;
        }
        template = structure.template(first & 0x3F);
        return template >= 0 && readFrame(flags);
    }

    private void supersede(long sequence) {
        structure = before;
        before = newest;
        newest = structure;
        newestSequence = sequence;
    }

    /** What is said of this frame alone. */
    private boolean readFrame(int flags) {
        if ((flags & 0x08) != 0) {
            // Which targets the sender makes at all: those that it does not make cost nothing and are not on the
            // ladder.
            for (int target = 0; target < structure.targets(); target++) {
                bits.bit();
            }
        }
        for (int target = 0; target < structure.targets(); target++) {
            indications[target] = (flags & 0x04) != 0 ? bits.bits(2) : structure.indication(template, target);
        }
        references = structure.references(template);
        if ((flags & 0x02) != 0) {
            references = 0;
            int size = bits.bits(2);
            while (size != 0 && !bits.overrun()) {
                bits.bits(4 * size);
                references++;
                size = bits.bits(2);
            }
        }
        return !bits.overrun();
    }

    /** Whether the packet is its frame's first. */
    public boolean frameStart() {
        return frameStart;
    }

    /** Whether the packet is its frame's last. */
    public boolean frameEnd() {
        return frameEnd;
    }

    /** 16 bits; gaps are allowed, going back is not. */
    public int frameNumber() {
        return frameNumber;
    }

    /** 0 is the smallest picture. */
    public int spatialLayer() {
        return structure.spatialLayer(template);
    }

    /** 0 is the base. */
    public int temporalLayer() {
        return structure.temporalLayer(template);
    }

    /** Whether the frame needs no other. Only its first packet can tell: what is said of one frame alone is said there. */
    public boolean independent() {
        return frameStart && references == 0;
    }

    /** Whether the packet begins a frame at which a receiver can start. */
    public boolean keyFrame() {
        return withStructure && independent() && spatialLayer() == 0;
    }

    /**
     * Whether all higher temporal layers may be followed from here on: for every target that has them the frame is a place to
     * switch, or, for a target with larger pictures, at least required.
     */
    public boolean opensHigher() {
        boolean any = false;
        for (int target = 0; target < structure.targets(); target++) {
            boolean above = structure.targetTemporalLayer(target) > temporalLayer()
                    && structure.targetSpatialLayer(target) >= spatialLayer();
            if (above) {
                any = true;
                boolean same = structure.targetSpatialLayer(target) == spatialLayer();
                if (indications[target] != SWITCH && (same || indications[target] != REQUIRED)) {
                    return false;
                }
            }
        }
        return any;
    }

    /** Spatial layers whose size the packet tells, from the smallest; mostly 0. */
    public int sizes() {
        return withStructure ? structure.sizes() : 0;
    }

    /** Lines of a spatial layer below {@link #sizes}. */
    public int height(int spatialLayer) {
        return structure.height(spatialLayer);
    }
}
