package dev.stagedoor.benchmarks.client.media;

/**
 * The shape of the video that a client sends.
 *
 * @param packetsPerFrame of a frame that is not a key frame; all are sent at once, as encoders do
 * @param keyFramePackets of a key frame
 * @param payloadBytes of every packet, descriptor included
 */
public record VideoSettings(int framesPerSecond, int packetsPerFrame, int keyFramePackets, int payloadBytes) {
    /** About 1 Mb/s: 30 frames of 4 packets of 1,050 bytes. */
    public static final VideoSettings ONE_MEGABIT = new VideoSettings(30, 4, 12, 1_050);

    /** The smallest payload that holds the VP8 headers and the send time. */
    private static final int MIN_PAYLOAD_BYTES = 32;

    public VideoSettings {
        if (framesPerSecond < 1 || packetsPerFrame < 1 || keyFramePackets < 1) {
            throw new IllegalArgumentException("video of %d frames a second, %d and %d packets each"
                    .formatted(framesPerSecond, packetsPerFrame, keyFramePackets));
        }
        if (payloadBytes < MIN_PAYLOAD_BYTES || payloadBytes > MediaSession.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("payload of %d bytes, wanted %d to %d"
                    .formatted(payloadBytes, MIN_PAYLOAD_BYTES, MediaSession.MAX_PAYLOAD_BYTES));
        }
    }
}
