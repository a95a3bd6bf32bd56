package dev.stagedoor.media.room;

/**
 * How good one direction of one connection is for who is at the end of it: 1 (bad) to 5 (excellent), on the scale of mean
 * opinion scores (ITU-T P.800).
 *
 * <p>The E-model (ITU-T G.107) in its short form: a rating R of 93.2 for a perfect connection, from which impairments are
 * taken, and the customary map from R to a score (G.107 annex B):
 *
 * <pre>
 *  delay d = half the round trip + twice the jitter, in ms
 *    takes 0.024 d, and 0.11 (d − 177.3) more above 177.3 ms
 *  loss p, in percent
 *    takes 95 p / (p + 20): one percent costs 4.5, ten percent 32; 20 is what a codec with concealment and repair bears
 *  frozen share f, 0 to 1: how much of the last seconds the picture could not go on
 *    takes 100 f
 *
 *  score = 1 + 0.035 R + 0.000007 R (R − 60) (100 − R), 1 below R = 0
 * </pre>
 *
 * The model was made for speech; the last impairment is ours, so the score compares connections and does not replace eyes.
 */
final class QualityScore {
    /** Nothing is known yet. */
    static final double UNKNOWN = 0;

    private static final double WORST = 1;
    private static final double PERFECT_RATING = 93.2;
    private static final double ANNOYING_DELAY_MS = 177.3;
    private static final double LOSS_ROBUSTNESS_PERCENT = 20;

    private QualityScore() {}

    /**
     * The score.
     *
     * @param lossRatio 0 to 1
     * @param frozenShare 0 to 1
     */
    static double of(double lossRatio, double roundTripMs, double jitterMs, double frozenShare) {
        double delayMs = roundTripMs / 2 + 2 * jitterMs;
        double delay = 0.024 * delayMs + 0.11 * Math.max(0, delayMs - ANNOYING_DELAY_MS);
        double lossPercent = 100 * lossRatio;
        double loss = 95 * lossPercent / (lossPercent + LOSS_ROBUSTNESS_PERCENT);
        double rating = Math.clamp(PERFECT_RATING - delay - loss - 100 * frozenShare, 0, 100);
        double score = 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating);
        // Just above R = 0 the polynomial dips below the scale.
        return Math.max(WORST, score);
    }
}
