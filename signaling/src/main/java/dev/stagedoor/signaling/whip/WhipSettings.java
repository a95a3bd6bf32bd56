package dev.stagedoor.signaling.whip;

import java.time.Duration;

/**
 * What WHIP and WHEP may take.
 *
 * @param testRoom whether the room {@code test} is there, in which anybody may publish and watch without a token
 * @param viewersPerRoom below what the media node takes in one room, so that the refusal is ours and a clear one
 * @param reportShowEvery delivered time of a show after which it is written down: the most that a crash forgets
 * @param sessions publishers and viewers of all rooms; each keeps its offer, some 10 KiB
 */
public record WhipSettings(boolean testRoom, int viewersPerRoom, int sessions, Duration reportShowEvery) {
    /** No test room, 2,500 viewers a room, 10,000 sessions, shows written down every ten seconds. */
    public static WhipSettings defaults() {
        return new WhipSettings(false, 2_500, 10_000, Duration.ofSeconds(10));
    }

    /** The same with or without the test room. */
    public WhipSettings withTestRoom(boolean present) {
        return new WhipSettings(present, viewersPerRoom, sessions, reportShowEvery);
    }
}
