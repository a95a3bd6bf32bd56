package dev.stagedoor.billing.metering;

/** What a call carries; audio and video have rates of their own. */
public enum CallKind {
    AUDIO,
    VIDEO;

    /** The one that this is not. */
    public CallKind other() {
        return this == AUDIO ? VIDEO : AUDIO;
    }
}
