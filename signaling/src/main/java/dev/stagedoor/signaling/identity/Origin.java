package dev.stagedoor.signaling.identity;

import java.time.Duration;

/**
 * By whose link somebody came who signs up.
 *
 * @param code as it stood in the link
 * @param followedAgo how long before signing up: that much a browser can say whatever its clock is set to
 */
public record Origin(String code, Duration followedAgo) {}
