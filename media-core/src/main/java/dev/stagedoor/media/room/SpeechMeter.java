package dev.stagedoor.media.room;

import java.util.Arrays;

/**
 * How likely one participant is to be speaking, from the levels in its audio's header extension (RFC 6464). The first half of
 * "Dominant speaker identification for multipoint videoconferencing" (Volfin and Cohen, Computer Speech &amp; Language 27,
 * 2013); {@link Floor} is the other.
 *
 * <p>The idea: one loud frame is a cough, a loud fifth of a second is a word, a loud second is somebody speaking. So activity
 * is counted over three lengths, each built from the one before, and each count is weighed against chance:
 *
 * <pre>
 *  immediate   loudness of the newest frame, in steps of 10 dB          0 to 13
 *  medium      loud frames among the newest 5, 100 ms                   0 to 5
 *  long        active mediums among the newest 10, one second           0 to 10
 * </pre>
 *
 * A frame counts as silent unless it stands out from the room's noise, which is the quietest of the last seconds. Frames are
 * slots of 20 ms by our clock, so what does not come, because of DTX or loss, is silence, too.
 *
 * <p>Why not the library that Jitsi has for it: it brings threads, locks and an object per level. Belongs to one loop.
 */
final class SpeechMeter {
    /** RFC 6464 §3: 0 to 127 dB below the loudest; we count upwards. */
    private static final int LOUDEST = 127;

    private static final long FRAME_NS = 20_000_000;
    private static final int IMMEDIATE_STEPS = 13;
    private static final int DB_PER_STEP = 10;
    private static final int MEDIUM_FRAMES = 5;
    private static final int LONG_MEDIUMS = 10;
    private static final int FRAMES = MEDIUM_FRAMES * LONG_MEDIUMS;

    /** More steps than this are a loud frame, more loud frames an active medium: the paper's thresholds. */
    private static final int LOUD_STEPS = 7;

    private static final int ACTIVE_FRAMES = 4;

    /** The paper's parameters of the exponential distribution that noise is taken to have. */
    private static final double IMMEDIATE_LAMBDA = 0.78;

    private static final double MEDIUM_LAMBDA = 24;
    private static final double LONG_LAMBDA = 47;

    /** Scores are compared by their ratio. */
    private static final double LEAST_SCORE = 1e-10;

    /** Noise is looked for in two windows, the running and the last. */
    private static final long NOISE_WINDOW_FRAMES = 250;

    /** Steady sound that is louder is no noise of a room but music. */
    private static final int LOUDEST_NOISE = LOUDEST - 45;

    /** Packets of up to 120 ms speak for the frames since the one before (RFC 7587 §4.2). */
    private static final long LONGEST_PACKET_FRAMES = 6;

    private final int[] loudness = new int[FRAMES];
    private long newestFrame = Long.MIN_VALUE;
    private long windowStartFrame;
    private int quietestNow = LOUDEST_NOISE;
    private int quietestBefore = LOUDEST_NOISE;

    /**
     * A packet of audio has come.
     *
     * @param levelDb 0 to 127 below the loudest
     */
    void onLevel(int levelDb, long nowNs) {
        int loud = LOUDEST - levelDb;
        long frame = Math.floorDiv(nowNs, FRAME_NS);
        if (newestFrame == Long.MIN_VALUE || frame - newestFrame > FRAMES) {
            Arrays.fill(loudness, 0);
            newestFrame = frame - 1;
        }
        long gap = frame - newestFrame;
        for (long each = newestFrame + 1; each < frame; each++) {
            loudness[place(each)] = gap <= LONGEST_PACKET_FRAMES ? loud : 0;
        }
        if (frame > newestFrame) {
            newestFrame = frame;
            loudness[place(frame)] = loud;
        } else {
            loudness[place(newestFrame)] = Math.max(loudness[place(newestFrame)], loud);
        }
        noteNoise(loud);
    }

    /** Digital silence says nothing of the room's noise. */
    private void noteNoise(int loud) {
        if (newestFrame - windowStartFrame > NOISE_WINDOW_FRAMES) {
            windowStartFrame = newestFrame;
            quietestBefore = quietestNow;
            quietestNow = LOUDEST_NOISE;
        }
        if (loud > 0) {
            quietestNow = Math.min(quietestNow, loud);
        }
    }

    /** What the last second sounded like. */
    Speech read(long nowNs) {
        if (newestFrame == Long.MIN_VALUE) {
            return Speech.NONE;
        }
        long frame = Math.max(newestFrame, Math.floorDiv(nowNs, FRAME_NS) - LONGEST_PACKET_FRAMES);
        int longs = 0;
        int mediums = 0;
        for (int medium = 0; medium < LONG_MEDIUMS; medium++) {
            int active = 0;
            for (int i = 0; i < MEDIUM_FRAMES; i++) {
                active += steps(frame - (long) medium * MEDIUM_FRAMES - i) > LOUD_STEPS ? 1 : 0;
            }
            mediums = medium == 0 ? active : mediums;
            longs += active > ACTIVE_FRAMES ? 1 : 0;
        }
        return new Speech(
                score(steps(frame), IMMEDIATE_STEPS, IMMEDIATE_LAMBDA),
                score(mediums, MEDIUM_FRAMES, MEDIUM_LAMBDA),
                score(longs, LONG_MEDIUMS, LONG_LAMBDA),
                LOUDEST - loudestSince(frame - MEDIUM_FRAMES));
    }

    private int steps(long frame) {
        int loud = loudnessAt(frame);
        int noise = Math.min(quietestBefore, quietestNow);
        return loud < noise + DB_PER_STEP ? 0 : Math.min(IMMEDIATE_STEPS, loud / DB_PER_STEP + 1);
    }

    private int loudestSince(long frame) {
        int loudest = 0;
        for (long each = frame + 1; each <= newestFrame; each++) {
            loudest = Math.max(loudest, loudnessAt(each));
        }
        return loudest;
    }

    private int loudnessAt(long frame) {
        return frame > newestFrame || frame <= newestFrame - FRAMES ? 0 : loudness[place(frame)];
    }

    private static int place(long frame) {
        return Math.floorMod(frame, FRAMES);
    }

    /**
     * Log-likelihood of speech against noise, when {@code active} of {@code all} were active: binomial with even odds against
     * exponential (the paper's equation 10 with p = 1/2).
     */
    private static double score(int active, int all, double lambda) {
        double chance = Math.log(combinations(all, active)) - all * Math.log(2);
        return Math.max(LEAST_SCORE, chance - Math.log(lambda) + lambda * active);
    }

    private static double combinations(int all, int chosen) {
        double result = 1;
        for (int i = 1; i <= chosen; i++) {
            result = result * (all - chosen + i) / i;
        }
        return result;
    }
}
