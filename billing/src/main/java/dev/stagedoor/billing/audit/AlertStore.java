package dev.stagedoor.billing.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Alerts until they are told, for whoever tells them. Every method is one transaction and blocks. */
public interface AlertStore {
    /** Takes the alert that has been due for longest, for this caller alone until {@code until}; null if none is due. */
    @Nullable
    Claim claim(Instant now, Instant until);

    /** It was told. */
    void told(Claim claim, Instant now);

    /** It was not; the next attempt is then. Does nothing if somebody else has taken it meanwhile. */
    void tryAgain(Claim claim, String error, Instant at);

    /** It will not be. Does nothing if somebody else has taken it meanwhile. */
    void giveUp(Claim claim, String error, Instant now);

    /** There is nobody to tell: what waits is settled; how many those are. */
    int settleAll(Instant now);

    /** Deletes what was settled before this time; how many those are. */
    int deleteSettled(Instant before);

    /**
     * An alert that is somebody's to tell.
     *
     * @param attempt its number, from 1
     */
    record Claim(Alert alert, int attempt) {}
}
