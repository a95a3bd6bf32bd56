package dev.stagedoor.media.congestion;

/**
 * Keeps one video from climbing again and again into a quality that the path does not carry: after a step down it waits,
 * twice as long each time that a climb did not last.
 */
public final class ClimbBrake {
    private static final long MIN_WAIT_NS = 2_000_000_000L;
    private static final long MAX_WAIT_NS = 32_000_000_000L;

    /** Flapping between nothing and the worst quality looks bad, but so does nothing. */
    private static final long MAX_PAUSE_NS = 4_000_000_000L;

    /** A climb that lasted so long was right, whatever happened to the path afterwards. */
    private static final long LASTING_NS = 15_000_000_000L;

    /** The key frame of a better picture fills queues for a moment; that alone is no reason to go back. */
    private static final long SETTLING_NS = 1_500_000_000L;

    private boolean climbed;
    private boolean descended;
    private long climbedNs;
    private long descendedNs;
    private long waitNs = MIN_WAIT_NS;

    /** The video took a step up. */
    public void onClimb(long nowNs) {
        climbed = true;
        climbedNs = nowNs;
    }

    /** The video had to step down. */
    public void onDescent(long nowNs) {
        boolean lasted = !climbed || nowNs - climbedNs >= LASTING_NS;
        waitNs = lasted ? MIN_WAIT_NS : Math.min(MAX_WAIT_NS, 2 * waitNs);
        climbed = false;
        descended = true;
        descendedNs = nowNs;
    }

    /** Whether it may step up now. */
    public boolean mayClimb(long nowNs) {
        return !descended || nowNs - descendedNs >= waitNs;
    }

    /** The same for a video that is paused. */
    public boolean mayReturn(long nowNs) {
        return mayClimb(nowNs) || nowNs - descendedNs >= MAX_PAUSE_NS;
    }

    /** Whether it has stepped up just now. */
    public boolean isSettling(long nowNs) {
        return climbed && nowNs - climbedNs < SETTLING_NS;
    }
}
