package dev.stagedoor.benchmarks.load.messages;

/**
 * Packets to some viewers.
 *
 * @param viewers how many
 * @param expected what their publishers sent, once for each viewer
 * @param received without duplicates, retransmitted ones included
 * @param recovered of those, came after a later one
 * @param bytes of whole SRTP packets
 */
public record Tally(int viewers, long expected, long received, long recovered, long bytes) {
    /** Nobody. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(
                viewers + other.viewers,
                expected + other.expected,
                received + other.received,
                recovered + other.recovered,
                bytes + other.bytes);
    }

    /** What came since an earlier tally of the same viewers. */
    public Tally minus(Tally earlier) {
        return new Tally(
                viewers,
                expected - earlier.expected,
                received - earlier.received,
                recovered - earlier.recovered,
                bytes - earlier.bytes);
    }

    /** Expected and never received; 0 if a pause began while packets were on their way. */
    public long lost() {
        return Math.max(0, expected - received);
    }
}
