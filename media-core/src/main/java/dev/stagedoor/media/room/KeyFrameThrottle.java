package dev.stagedoor.media.room;

/**
 * Decides whether a viewer's wish for a key frame is heeded: at most once per interval, and not while a key frame that was
 * just sent may still be on its way or be repaired by retransmission.
 */
final class KeyFrameThrottle {
    private final long intervalNs;
    private final long repairNs;
    private boolean heeded;
    private long heededNs;
    private boolean sent;
    private long sentNs;

    KeyFrameThrottle(RoomLimits limits) {
        intervalNs = limits.receiverKeyFrameInterval().toNanos();
        repairNs = limits.keyFrameRepair().toNanos();
    }

    /** A part of a key frame was sent to the viewer. */
    void onSent(long nowNs) {
        sent = true;
        sentNs = nowNs;
    }

    /** Whether a wish that comes now is heeded; then it counts as such. */
    boolean heeds(long roundTripNs, long nowNs) {
        boolean underWay = sent && nowNs - sentNs < 2 * roundTripNs + repairNs;
        boolean tooSoon = heeded && nowNs - heededNs < intervalNs;
        if (underWay || tooSoon) {
            return false;
        }
        heeded = true;
        heededNs = nowNs;
        return true;
    }
}
