package dev.stagedoor.media.congestion;

import java.util.Arrays;
import java.util.List;

/**
 * Shares what a viewer's path carries among the videos it is shown. First everyone gets the worst quality there is, the
 * most important first; then the most important climb as far as the rest allows, step by step in turn among equals, then
 * the next. Whoever does not even get the worst is paused: a frozen picture is better than broken sound.
 *
 * <p>Hysteresis has four parts. Rates vary from one half second to the next, so what is flowing may cost a little more than
 * there is, and a little more yet while its first key frame passes. The worst quality is kept below that, and borne for a moment
 * below that again, since to pause it for a mistake is worse. A step up must fit with room to spare. And who had to step down waits
 * before the next step up, longer each time that it fails: flapping looks worse than a steady lower quality.
 *
 * <p>Besides what the path carries there may be a cap, which is no guess: what goes up must fit beneath it with the same room to
 * spare, and what is there already must fit exactly. The worst quality is given whatever the cap.
 */
public final class LayerAllocator {
    /** No quality: the video is paused. */
    public static final int PAUSED = -1;

    private static final int KEEP_PERCENT = 95;

    /** An estimate that backs off lies this far below what arrives, and what arrives now is the worst quality itself. */
    private static final int KEEP_WORST_PERCENT = 80;

    /** Who needs more than so many times what there is, is not borne even for a moment: sound suffers. */
    private static final int MOST_BORNE = 2;

    private static final int SETTLING_PERCENT = 65;
    private static final int CLIMB_PERCENT = 115;

    /** What a publisher that follows comes down to. */
    private static final long FOLLOWED_BITS_PER_SECOND = 120_000;

    private int[] before = new int[4];
    private int[] chosen = new int[4];
    private long spent;
    private long wanted;
    private long most;
    private boolean pauses;

    /** A video that wants a share. */
    public interface Claim {
        /** The qualities there are. */
        Ladder ladder();

        /** How many of them, from the worst, the viewer wants at most; 0 if it is not open. */
        int rungs();

        /** Greater is more important. */
        int priority();

        /** What it has now, a place on the ladder, or {@link #PAUSED}. */
        int rung();

        /** Whether it may take a step up now, see {@link ClimbBrake}. */
        boolean mayClimb();

        /** Whether it has stepped up just now, see {@link ClimbBrake}. */
        boolean isSettling();

        /** Told whether there is too little for the worst quality, which it has or comes down to; whether it bears that for now. */
        boolean bearsLack(boolean lacks);

        /** Whether the publisher lowers its rate to what is left for this video, so that pausing would be rash. */
        boolean publisherFollows();

        /** What it gets. */
        void onRung(int rung);
    }

    /**
     * Shares the budget.
     *
     * @param claims the most important first
     * @param mostBitsPerSecond the cap, {@link Long#MAX_VALUE} for none
     * @param mayPause false while the budget is a guess: then everyone keeps at least the worst quality
     */
    public void allocate(List<? extends Claim> claims, long bitsPerSecond, long mostBitsPerSecond, boolean mayPause) {
        most = mostBitsPerSecond;
        reserve(claims.size());
        spent = 0;
        wanted = 0;
        pauses = false;
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            before[i] = claim.rung();
            chosen[i] = PAUSED;
            if (claim.rungs() > 0) {
                pauses |= !step(i, claim, bitsPerSecond, !mayPause);
            }
        }
        int from = 0;
        while (from < claims.size()) {
            int to = endOfEquals(claims, from);
            climb(claims, from, to, bitsPerSecond);
            from = to;
        }
        for (int i = 0; i < claims.size(); i++) {
            claims.get(i).onRung(chosen[i]);
        }
    }

    /** What the qualities given cost, bits a second. */
    public long spentBitsPerSecond() {
        return spent;
    }

    /** The budget at which the next video could take its next step up; 0 if everyone has what it wants or may have. */
    public long wantedBitsPerSecond() {
        return wanted;
    }

    /** Whether somebody did not even get the worst quality. */
    public boolean pauses() {
        return pauses;
    }

    private void climb(List<? extends Claim> claims, int from, int to, long bitsPerSecond) {
        boolean climbing = true;
        while (climbing) {
            climbing = false;
            for (int i = from; i < to; i++) {
                Claim claim = claims.get(i);
                boolean started = chosen[i] != PAUSED;
                climbing |= started && chosen[i] + 1 < claim.rungs() && step(i, claim, bitsPerSecond, false);
            }
        }
    }

    private boolean step(int place, Claim claim, long bitsPerSecond, boolean forced) {
        int rung = chosen[place] + 1;
        long already = chosen[place] == PAUSED ? 0 : cost(claim, chosen[place]);
        long after = spent - already + cost(claim, rung);
        boolean up = rung > before[place];
        if (rung > 0 && after > (up ? most / CLIMB_PERCENT * 100 : most)) {
            return false;
        }
        long needed = after * (up ? CLIMB_PERCENT : keepPercent(claim, rung)) / 100;
        boolean lacks = needed > bitsPerSecond;
        boolean borne = rung == 0 && !up && claim.bearsLack(lacks) && after <= MOST_BORNE * bitsPerSecond;
        if (!forced && !borne && (lacks || (up && !claim.mayClimb()))) {
            wanted = wanted == 0 ? needed : Math.min(wanted, needed);
            return false;
        }
        spent = after;
        chosen[place] = rung;
        return true;
    }

    private static int keepPercent(Claim claim, int rung) {
        if (claim.isSettling()) {
            return SETTLING_PERCENT;
        }
        return rung == 0 ? KEEP_WORST_PERCENT : KEEP_PERCENT;
    }

    /** What a quality counts for in the sharing-out, bits a second. */
    public static long cost(Claim claim, int rung) {
        long measured = claim.ladder().rungs().get(rung).bitsPerSecond();
        return rung == 0 && claim.publisherFollows() ? Math.min(measured, FOLLOWED_BITS_PER_SECOND) : measured;
    }

    private static int endOfEquals(List<? extends Claim> claims, int from) {
        int to = from + 1;
        while (to < claims.size()
                && claims.get(to).priority() == claims.get(from).priority()) {
            to++;
        }
        return to;
    }

    private void reserve(int size) {
        if (size > chosen.length) {
            chosen = Arrays.copyOf(chosen, 2 * size);
            before = Arrays.copyOf(before, 2 * size);
        }
    }
}
