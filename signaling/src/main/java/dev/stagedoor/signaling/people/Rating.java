package dev.stagedoor.signaling.people;

import java.time.Instant;

/**
 * What a viewer thought of a call.
 *
 * @param stars 1 to 5
 */
public record Rating(int stars, String text, Instant ratedAt) {}
