package dev.stagedoor.media.room;

import dev.stagedoor.media.stream.StoredPacket;

/**
 * Decides for one viewer's section which packets of a producer pass: one encoding of a simulcast at a time, and of it the
 * temporal layers up to a limit. The encoding shown goes on until a key frame of the wanted one has come.
 */
final class LayerSwitch {
    /** No encoding, or any. */
    static final int NONE = -1;

    /** More temporal layers than any codec has. */
    static final int ALL_LAYERS = 7;

    private int wantedEncoding = NONE;
    private int wantedTemporalLayer = ALL_LAYERS;
    private int alsoStartsAt;
    private int encoding = NONE;
    private int generation;
    private int temporalLayer;
    private boolean running;
    private long frameTimestamp;
    private boolean framePasses;

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
        /** It belongs to what is shown, but is of a layer that the viewer does not get. */
        SKIP
    }

    /**
     * Shows this encoding, {@link #NONE} for whichever comes first, and its layers up to this one.
     *
     * @param alsoStartsAt encodings, by bit, that may be the first to be shown until the wanted one has a key frame: a
     *     small picture at once is better than none
     */
    void want(int wantedEncoding, int wantedTemporalLayer, int alsoStartsAt) {
        this.wantedEncoding = wantedEncoding;
        this.wantedTemporalLayer = wantedTemporalLayer;
        this.alsoStartsAt = alsoStartsAt;
    }

    /** Whether a key frame is needed to get what is wanted. */
    boolean awaitsKeyFrame() {
        return !running || (wantedEncoding != NONE && wantedEncoding != encoding);
    }

    int wantedEncoding() {
        return wantedEncoding;
    }

    /** What is shown, {@link #NONE} before the first key frame. */
    int encoding() {
        return running ? encoding : NONE;
    }

    /** What was shown last; {@link #generation} belongs to it. */
    int lastEncoding() {
        return encoding;
    }

    /** The highest temporal layer that passes now. */
    int temporalLayer() {
        return temporalLayer;
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

    private boolean startsAt(int candidate) {
        boolean first = wantedEncoding == NONE || (alsoStartsAt >> candidate & 1) != 0;
        return candidate == wantedEncoding || (!running && first);
    }

    /** A run begins with this key frame; after it every layer can be followed. */
    void begin(StoredPacket packet) {
        running = true;
        encoding = packet.encoding();
        generation = packet.generation();
        temporalLayer = wantedTemporalLayer;
        frameTimestamp = packet.timestamp();
        framePasses = true;
    }

    private Verdict layer(StoredPacket packet, boolean late) {
        int layer = packet.temporalLayer();
        if (late && packet.timestamp() != frameTimestamp) {
            return layer <= temporalLayer ? Verdict.PASS : Verdict.SKIP;
        }
        if (packet.timestamp() != frameTimestamp) {
            frameTimestamp = packet.timestamp();
            // Fewer layers at once. More only one by one, where a layer's frame needs nothing that was skipped.
            temporalLayer = Math.min(temporalLayer, wantedTemporalLayer);
            if (layer == temporalLayer + 1 && layer <= wantedTemporalLayer && packet.switchingPoint()) {
                temporalLayer = layer;
            }
            if (packet.keyFrame()) {
                temporalLayer = wantedTemporalLayer;
            }
            framePasses = layer <= temporalLayer;
        }
        return framePasses ? Verdict.PASS : Verdict.SKIP;
    }
}
