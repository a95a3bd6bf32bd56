package dev.stagedoor.media.room;

import dev.stagedoor.media.stream.StoredPacket;

/**
 * Decides for one viewer's section which packets of a producer pass: one encoding of a simulcast at a time, and of it the
 * spatial and temporal layers up to a limit. The encoding shown goes on until a key frame of the wanted one has come.
 *
 * <p>Layers change between pictures only, and whatever passes finds what it was predicted from at the viewer:
 *
 * <ul>
 *   <li>fewer layers, of either kind, at once: nothing lower is predicted from something higher;
 *   <li>more temporal layers where a picture says that what follows needs nothing that was skipped;
 *   <li>more spatial layers at a key picture, which is the only place where none of them needs an earlier picture. A frame
 *       of one layer may say the same of itself elsewhere, but by then the smaller frame has gone out as the picture's last.
 * </ul>
 */
final class LayerSwitch {
    /** No encoding, or any. */
    static final int NONE = -1;

    /** As many layers of a kind as any codec has. */
    static final int ALL_LAYERS = 7;

    private final LayerLimits limits = new LayerLimits();
    private int wantedEncoding = NONE;
    private int wantedSpatialLayer = ALL_LAYERS;
    private int wantedTemporalLayer = ALL_LAYERS;
    private int mostSpatialLayer = ALL_LAYERS;
    private int alsoStartsAt;
    private int encoding = NONE;
    private int generation;
    private boolean running;
    private long pictureTimestamp;

    /** What becomes of a packet. */
    enum Verdict {
        /** It is of no concern to this viewer. */
        IGNORE,
        /** It is what the viewer waits for, but one cannot start here. */
        AWAIT,
        /** A key frame at which another run begins. */
        BEGIN,
        /** It goes on to the viewer. */
        PASS,
        /** It belongs to what is shown, but to a picture that the viewer does not get. */
        SKIP,
        /** It belongs to a picture that the viewer gets without this spatial layer. */
        TRIM
    }

    /**
     * Shows this encoding, {@link #NONE} for whichever comes first, and its layers up to these.
     *
     * @param alsoStartsAt encodings, by bit, that may be the first to be shown until the wanted one has a key frame: a
     *     small picture at once is better than none
     */
    void want(int wantedEncoding, int wantedSpatialLayer, int wantedTemporalLayer, int alsoStartsAt) {
        this.wantedEncoding = wantedEncoding;
        this.wantedSpatialLayer = wantedSpatialLayer;
        this.wantedTemporalLayer = wantedTemporalLayer;
        this.alsoStartsAt = alsoStartsAt;
    }

    /** Whether a key frame is needed to get what is wanted. */
    boolean awaitsKeyFrame() {
        boolean other = wantedEncoding != NONE && wantedEncoding != encoding;
        return !running || other || wantedSpatialLayer() > limits.spatial();
    }

    int wantedEncoding() {
        return wantedEncoding;
    }

    int wantedSpatialLayer() {
        return Math.min(wantedSpatialLayer, mostSpatialLayer);
    }

    /** Whether this packet of a wanted encoding is of the wanted layers. */
    boolean wants(StoredPacket packet) {
        return packet.spatialLayer() <= wantedSpatialLayer() && packet.temporalLayer() <= wantedTemporalLayer;
    }

    /** What is shown, {@link #NONE} before the first key frame. */
    int encoding() {
        return running ? encoding : NONE;
    }

    /** What was shown last; {@link #generation} belongs to it. */
    int lastEncoding() {
        return encoding;
    }

    /** The highest spatial layer that passes now. */
    int spatialLayer() {
        return limits.spatial();
    }

    /** Whether the packet is the last that the viewer gets of its picture. */
    boolean endsPicture(StoredPacket packet, boolean late) {
        return packet.frameEnd() && packet.spatialLayer() == spatialLimit(packet, late);
    }

    /** The highest temporal layer that passes now. */
    int temporalLayer() {
        return limits.temporal();
    }

    /** Names the numbering that is shown. */
    int generation() {
        return generation;
    }

    /** Nothing is shown any more; the next thing shown begins with a key frame. */
    void stop() {
        running = false;
    }

    /** Nothing is shown, and what comes next has nothing to do with what was. */
    void reset() {
        stop();
        encoding = NONE;
        wantedEncoding = NONE;
        mostSpatialLayer = ALL_LAYERS;
        wantedSpatialLayer = ALL_LAYERS;
        wantedTemporalLayer = ALL_LAYERS;
        alsoStartsAt = 0;
    }

    /** Whether this packet continues the numbering that was shown last. */
    boolean sameNumbering(StoredPacket packet) {
        return packet.encoding() == encoding && packet.generation() == generation;
    }

    /**
     * Looks at the next packet.
     *
     * @param late newer packets of the run have been seen
     */
    Verdict onPacket(StoredPacket packet, boolean late) {
        if (running && sameNumbering(packet)) {
            return layer(packet, late);
        }
        boolean replacesShown = running && packet.encoding() == encoding;
        if (!replacesShown && !startsAt(packet.encoding())) {
            return Verdict.IGNORE;
        }
        if (packet.keyFrame()) {
            return Verdict.BEGIN;
        }
        return running && !replacesShown ? Verdict.IGNORE : Verdict.AWAIT;
    }

    /** Whether a key frame of this encoding would be shown, if one came now. */
    boolean startsAt(int candidate) {
        boolean first = wantedEncoding == NONE || (alsoStartsAt >> candidate & 1) != 0;
        return candidate == wantedEncoding || (!running && first);
    }

    /**
     * A run begins with this key frame; after it every layer can be followed.
     *
     * @param mostSpatialLayer the highest that the viewer can make something of, whatever is wanted
     */
    void begin(StoredPacket packet, int mostSpatialLayer) {
        this.mostSpatialLayer = mostSpatialLayer;
        running = true;
        encoding = packet.encoding();
        generation = packet.generation();
        pictureTimestamp = packet.timestamp();
        limits.begin(packet.timestamp(), wantedSpatialLayer(), wantedTemporalLayer);
    }

    private Verdict layer(StoredPacket packet, boolean late) {
        if (!late && packet.timestamp() != pictureTimestamp) {
            pictureTimestamp = packet.timestamp();
            onPicture(packet);
        }
        int temporalLimit = late ? limits.temporalAt(packet.timestamp()) : limits.temporal();
        if (packet.temporalLayer() > temporalLimit) {
            return Verdict.SKIP;
        }
        return packet.spatialLayer() > spatialLimit(packet, late) ? Verdict.TRIM : Verdict.PASS;
    }

    /** What is late is judged by what held when its picture was new. */
    private int spatialLimit(StoredPacket packet, boolean late) {
        return late ? limits.spatialAt(packet.timestamp()) : limits.spatial();
    }

    /** The first packet of a picture that has come is not always the picture's first. */
    private void onPicture(StoredPacket packet) {
        int layer = packet.temporalLayer();
        int temporal = Math.min(limits.temporal(), wantedTemporalLayer);
        int spatial = Math.min(limits.spatial(), wantedSpatialLayer());
        if (packet.keyFrame() || (packet.intra() && packet.spatialLayer() == 0)) {
            temporal = wantedTemporalLayer;
            spatial = wantedSpatialLayer();
        } else if (packet.opensHigher() && layer <= temporal) {
            temporal = wantedTemporalLayer;
        } else if (layer == temporal + 1 && layer <= wantedTemporalLayer && packet.switchingPoint()) {
            temporal = layer;
        }
        limits.move(packet.timestamp(), spatial, temporal);
    }
}
