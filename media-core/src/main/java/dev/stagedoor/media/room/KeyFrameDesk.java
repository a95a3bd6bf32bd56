package dev.stagedoor.media.room;

/**
 * Asks for the key frames that one viewer's section needs: those to begin with, and those without which the viewer's decoder
 * cannot go on. Belongs to the consumer.
 */
final class KeyFrameDesk {
    private final ParticipantContext context;
    private final ConsumerLog log;
    private final KeyFrameThrottle throttle;

    KeyFrameDesk(ParticipantContext context, ConsumerLog log) {
        this.context = context;
        this.log = log;
        throttle = new KeyFrameThrottle(context.settings().limits());
    }

    /** A part of a key frame was sent to the viewer. */
    void onSent(long nowNs) {
        throttle.onSent(nowNs);
    }

    /** Asks for one of what is wanted; of everything if it is not yet known what there is. */
    void ask(Branch from, LayerSwitch layers) {
        int encodings = from.producer().encodings().size();
        for (int i = 0; i < encodings; i++) {
            if (layers.wantedEncoding() == LayerSwitch.NONE || layers.wantedEncoding() == i) {
                from.requestKeyFrame(i);
            }
        }
    }

    /** The viewer asks for one; whether that is heeded. */
    boolean heeds(long roundTripNs, long nowNs) {
        if (!throttle.heeds(roundTripNs, nowNs)) {
            context.drops().count(Drop.KEY_FRAME_REQUEST_THROTTLED);
            return false;
        }
        log.onKeyFrameWanted(nowNs);
        return true;
    }
}
