package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.messages.Plan;

/**
 * What flows: each receiver gets one publisher's video.
 *
 * @param packetsAtOnce packets that a publisher sends in one go
 * @param burstsPerSecond how often it does
 */
record Traffic(int receivers, int publishers, int packetsAtOnce, int burstsPerSecond, int payloadBytes) {
    /** A usual packet's. */
    static final int PAYLOAD_BYTES = 1_200;

    /** A camera's. */
    static final int FRAMES_PER_SECOND = 30;

    private static final int BITS_PER_BYTE = 8;

    /** Decrypting all would cost the clients' cores more than receiving does. */
    private static final int DECRYPT_EVERY = 50;

    /** Beyond this a publisher is no publisher any more, and the clients' timers no measure. */
    private static final int MAX_BURSTS_PER_SECOND = 20_000;

    /**
     * @param packetsPerSecond of each publisher
     * @param packetsAtOnce 0 for all packets of a frame
     */
    static Traffic of(int receivers, int publishers, double packetsPerSecond, int packetsAtOnce, int payloadBytes) {
        if (publishers > receivers) {
            throw new LoadFailure("%d publishers for %d receivers: wanted a receiver for each at least"
                    .formatted(publishers, receivers));
        }
        var wanted = packetsAtOnce == 0 ? packetsPerSecond / FRAMES_PER_SECOND : packetsAtOnce;
        var atOnce = (int) Math.max(1, Math.round(wanted));
        var bursts = (int) Math.max(1, Math.round(packetsPerSecond / atOnce));
        if (bursts > MAX_BURSTS_PER_SECOND) {
            throw new LoadFailure(
                    "a publisher cannot send %d times a second; wanted %d at most, so more receivers, more"
                                    .formatted(bursts, MAX_BURSTS_PER_SECOND)
                            + " publishers, or --burst");
        }
        return new Traffic(receivers, publishers, atOnce, bursts, payloadBytes);
    }

    /** Each publisher's packets per second when the server is to forward so many in all. */
    static double perPublisher(double forwardedPerSecond, int receivers) {
        return forwardedPerSecond / receivers;
    }

    /** Packets per second of a stream of so many bits. */
    static double ofBitRate(long bitsPerSecond, int payloadBytes) {
        return (double) bitsPerSecond / BITS_PER_BYTE / payloadBytes;
    }

    /**
     * The same for a process of clients.
     *
     * @param witnesses receivers that look closer, as many as there are at most
     * @param loops threads that receivers are spread over
     */
    Plan plan(Plan.Server server, int witnesses, int loops, Plan.Addresses addresses) {
        return new Plan(
                server,
                publishers,
                receivers,
                burstsPerSecond,
                packetsAtOnce,
                payloadBytes,
                DECRYPT_EVERY,
                Math.min(witnesses, receivers),
                loops,
                addresses);
    }

    /** Packets that the server has to forward each second. */
    long forwardedPerSecond() {
        return (long) receivers * packetsAtOnce * burstsPerSecond;
    }
}
