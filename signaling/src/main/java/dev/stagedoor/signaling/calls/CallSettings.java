package dev.stagedoor.signaling.calls;

import java.time.Duration;

/**
 * How patient calls are.
 *
 * @param ringTimeout how long a call rings before it is missed
 * @param connectTimeout from accept until media has to flow both ways
 * @param reconnectGrace how long a lost side has to come back, unbilled
 * @param socketGrace how long a side may be without its WebSocket before the call stands still; as long as the silence
 *     that stops the clock, so that a socket that resumes at once disturbs nobody
 * @param topUpGrace how long a call without coins waits for more, unbilled
 * @param switchTimeout how long one side is asked whether the call goes on with the other medium
 * @param maximumDuration delivered time after which a call is ended
 * @param freeAttemptsPerDay how often somebody rings within 24 hours who has never paid; 0 if nobody is limited
 */
public record CallSettings(
        Duration ringTimeout,
        Duration connectTimeout,
        Duration reconnectGrace,
        Duration socketGrace,
        Duration topUpGrace,
        Duration switchTimeout,
        Duration maximumDuration,
        int freeAttemptsPerDay) {

    /** What a fresh installation uses. */
    public static CallSettings defaults() {
        return new CallSettings(
                Duration.ofSeconds(45),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofHours(3),
                5);
    }
}
