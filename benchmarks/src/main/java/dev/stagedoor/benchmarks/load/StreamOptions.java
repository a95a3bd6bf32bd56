package dev.stagedoor.benchmarks.load;

import picocli.CommandLine.Option;

/** The options that say what each publisher sends, besides how much of it. */
final class StreamOptions {
    private static final int MIN_PAYLOAD_BYTES = 100;

    @Option(
            names = "--bitrate",
            paramLabel = "KBITS",
            description = "instead: kilobits a second of each publisher's payload")
    private int bitrate;

    @Option(names = "--payload", paramLabel = "BYTES", description = "in each packet (${DEFAULT-VALUE})")
    private int payload = Traffic.PAYLOAD_BYTES;

    @Option(
            names = "--burst",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "K",
            description = "publishers send K packets at once, 0 or no number for all of a frame (${DEFAULT-VALUE})")
    private int burst;

    /** @param burst packets at once where the user names no other number, 0 for all of a frame */
    StreamOptions(int burst) {
        this.burst = burst;
    }

    /** What flows at so many packets a second of each publisher, or at the bit rate if one was given. */
    Traffic traffic(int receivers, int publishers, double packetsPerSecond) {
        Limits.checked("--payload", payload, MIN_PAYLOAD_BYTES, Traffic.PAYLOAD_BYTES);
        Limits.checked("--burst", burst, 0, 1_000);
        var perPublisher = bitrate > 0 ? Traffic.ofBitRate(bitrate * 1_000L, payload) : packetsPerSecond;
        return Traffic.of(receivers, publishers, perPublisher, burst, payload);
    }
}
