package dev.stagedoor.signaling.people;

import java.util.UUID;

/** Port: where ratings are kept, one per call. Methods block. */
public interface RatingStore {
    /**
     * Keeps the viewer's rating of a call, in place of an earlier one, and counts it into the performer's.
     *
     * @param viewerId who asks
     */
    Outcome rate(UUID callId, UUID viewerId, Rating rating);

    /** What came of rating. */
    sealed interface Outcome {
        record Rated(Rating rating) implements Outcome {}

        /** There is no such call, or somebody else was its viewer. */
        record NoSuchCall() implements Outcome {}

        /** It has not ended, or was never active. */
        record NotCompleted() implements Outcome {}
    }
}
