package dev.stagedoor.media.room;

/** Writes the changes of one section that somebody watches into the session's log; what stays the same is not written. */
final class ConsumerLog {
    private final String mid;
    private final SessionLog log;
    private String publisher = "";
    private String rid = "";
    private int spatialLayer;
    private int temporalLayer;

    ConsumerLog(String mid, SessionLog log) {
        this.mid = mid;
        this.log = log;
    }

    /** The section shows this person, or nobody if empty. */
    void onSource(String nowPublisher, long nowNs) {
        if (!nowPublisher.equals(publisher)) {
            publisher = nowPublisher;
            String whom = nowPublisher.isEmpty() ? "nobody" : nowPublisher;
            log.add(SessionLog.Kind.SOURCE_CHANGED, mid + " shows " + whom, nowNs);
        }
    }

    /** The section shows this encoding up to these layers. */
    void onLayers(String nowRid, int nowSpatialLayer, int nowTemporalLayer, long nowNs) {
        boolean same = nowRid.equals(rid) && nowSpatialLayer == spatialLayer && nowTemporalLayer == temporalLayer;
        if (same) {
            return;
        }
        rid = nowRid;
        spatialLayer = nowSpatialLayer;
        temporalLayer = nowTemporalLayer;
        String encoding = nowRid.isEmpty() ? "" : nowRid + ", ";
        log.add(
                SessionLog.Kind.LAYERS_CHANGED,
                mid + " shows " + encoding + "size " + name(nowSpatialLayer) + ", rate " + name(nowTemporalLayer),
                nowNs);
    }

    private static String name(int layer) {
        return layer == LayerSwitch.ALL_LAYERS ? "all" : Integer.toString(layer);
    }

    void onStarved(boolean starved, long nowNs) {
        log.add(starved ? SessionLog.Kind.STARVED : SessionLog.Kind.FED, mid, nowNs);
    }

    void onKeyFrameWanted(long nowNs) {
        log.add(SessionLog.Kind.KEY_FRAME_WANTED, mid, nowNs);
    }
}
