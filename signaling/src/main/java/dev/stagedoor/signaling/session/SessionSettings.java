package dev.stagedoor.signaling.session;

import java.time.Duration;

/**
 * How patient connections are, and how much they may say.
 *
 * <p>A lost connection must show in the performer's presence within 10 s. At worst a sign of life came just after a ping
 * was sent: the silence is then noticed with the third ping after it, {@code 3 × pingEvery}, plus the linger.
 *
 * @param helloTimeout from opening to hello
 * @param pingEvery how often the server asks for a sign of life
 * @param silence without any sign for so long a connection is given up, checked with every ping
 * @param resumeWindow how long a session without a connection is kept
 * @param presenceLinger how long a performer stays visible without a connection, so that a reload does not flicker
 * @param tokenWarning how long before its end a token should be renewed
 * @param replayedEvents how many events a session keeps for a client that comes back
 * @param sessionsPerUser devices and tabs of one person; the oldest gives way
 * @param messagesPerSecond what a connection may send on average, twice that in a burst
 * @param faultsPerSecond messages without meaning in one second before the connection is closed
 */
public record SessionSettings(
        Duration helloTimeout,
        Duration pingEvery,
        Duration silence,
        Duration resumeWindow,
        Duration presenceLinger,
        Duration tokenWarning,
        int replayedEvents,
        int sessionsPerUser,
        int messagesPerSecond,
        int faultsPerSecond) {

    /** What a fresh installation uses. */
    public static SessionSettings defaults() {
        return new SessionSettings(
                Duration.ofSeconds(10),
                Duration.ofMillis(2_800),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                512,
                16,
                50,
                3);
    }
}
