package dev.stagedoor.media.codec;

/**
 * The templates that a source's frames are described by (dependency descriptor, AV1 RTP specification §A.8.4): a key frame
 * brings them, later frames name one by its number. Reusable; belongs to one source.
 */
final class DependencyStructure {
    static final int TEMPLATES = 64;
    static final int MAX_TARGETS = 32;
    private static final int MAX_SPATIAL_LAYERS = 4;
    private static final int MAX_TEMPORAL_LAYERS = 8;

    /** What a frame is to a decode target: 0 not present, 1 discardable, 2 a place to switch up to it, 3 required. */
    private static final int INDICATION_BITS = 2;

    private final int[] spatialLayers = new int[TEMPLATES];
    private final int[] temporalLayers = new int[TEMPLATES];
    private final int[] references = new int[TEMPLATES];
    private final int[] indications = new int[TEMPLATES * MAX_TARGETS];
    private final int[] targetSpatialLayers = new int[MAX_TARGETS];
    private final int[] targetTemporalLayers = new int[MAX_TARGETS];
    private final int[] heights = new int[MAX_SPATIAL_LAYERS];
    private int offset;
    private int targets;
    private int templates;
    private int spatialLayerCount;
    private boolean sized;

    /** Reads a structure in place of the present one; false if it makes no sense, and then there is none. */
    boolean read(BitReader bits) {
        templates = 0;
        offset = bits.bits(6);
        targets = bits.bits(5) + 1;
        int count = readLayers(bits);
        for (int i = 0; i < count * targets; i++) {
            indications[i / targets * MAX_TARGETS + i % targets] = bits.bits(INDICATION_BITS);
        }
        for (int i = 0; i < count; i++) {
            references[i] = 0;
            while (bits.bit() != 0 && !bits.overrun()) {
                bits.bits(4);
                references[i]++;
            }
        }
        readChains(bits, count);
        sized = bits.bit() != 0;
        for (int i = 0; i < (sized ? spatialLayerCount : 0); i++) {
            bits.bits(16);
            heights[i] = bits.bits(16) + 1;
        }
        if (count == 0 || bits.overrun()) {
            return false;
        }
        templates = count;
        findTargetLayers();
        return true;
    }

    /** Layers of the templates, each told by how it differs from the one before; 0 if there are too many. */
    private int readLayers(BitReader bits) {
        int spatial = 0;
        int temporal = 0;
        for (int count = 0; count < TEMPLATES; ) {
            spatialLayers[count] = spatial;
            temporalLayers[count] = temporal;
            count++;
            int next = bits.bits(2);
            if (next == 3 || bits.overrun()) {
                spatialLayerCount = spatial + 1;
                return count;
            }
            temporal = next == 2 ? 0 : temporal + next;
            spatial += next == 2 ? 1 : 0;
            if (spatial == MAX_SPATIAL_LAYERS || temporal == MAX_TEMPORAL_LAYERS) {
                return 0;
            }
        }
        return 0;
    }

    /** Chains tell a decoder early what it has lost; we only need to know how long they are. */
    private void readChains(BitReader bits, int count) {
        int chains = bits.nonSymmetric(targets + 1);
        if (chains > 0) {
            for (int i = 0; i < targets; i++) {
                bits.nonSymmetric(chains);
            }
            for (int i = 0; i < count * chains; i++) {
                bits.bits(4);
            }
        }
    }

    /** A target has the highest layers of the frames that belong to it. */
    private void findTargetLayers() {
        for (int target = 0; target < targets; target++) {
            targetSpatialLayers[target] = 0;
            targetTemporalLayers[target] = 0;
            for (int i = 0; i < templates; i++) {
                if (indications[i * MAX_TARGETS + target] != 0) {
                    targetSpatialLayers[target] = Math.max(targetSpatialLayers[target], spatialLayers[i]);
                    targetTemporalLayers[target] = Math.max(targetTemporalLayers[target], temporalLayers[i]);
                }
            }
        }
    }

    /** Place of a template by the number that frames use, or −1. */
    int template(int id) {
        int place = (id + TEMPLATES - offset) % TEMPLATES;
        return place < templates ? place : -1;
    }

    int targets() {
        return targets;
    }

    int spatialLayer(int template) {
        return spatialLayers[template];
    }

    int temporalLayer(int template) {
        return temporalLayers[template];
    }

    /** How many earlier frames a template's are predicted from. */
    int references(int template) {
        return references[template];
    }

    /** What a template's frames are to a target. */
    int indication(int template, int target) {
        return indications[template * MAX_TARGETS + target];
    }

    int targetSpatialLayer(int target) {
        return targetSpatialLayers[target];
    }

    int targetTemporalLayer(int target) {
        return targetTemporalLayers[target];
    }

    /** Spatial layers whose size is told, from the smallest. */
    int sizes() {
        return sized && templates > 0 ? spatialLayerCount : 0;
    }

    int height(int spatialLayer) {
        return heights[spatialLayer];
    }
}
