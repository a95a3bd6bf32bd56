package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import java.time.Duration;

/**
 * What rooms may take. Every limit has its reason here.
 *
 * @param deliveryGap a silence that ends a run of delivery; longer than any codec's pauses (Opus in silence: 400 ms), short
 *     enough to stop the bill soon after a network died
 * @param publisherBitsPerSecond the most a publisher is told to send, all its video together; protects viewers' links
 * @param viewerBitsPerSecond the most that one viewer is sent, pictures and sound, of which it always gets the sound and the smallest
 *     picture; {@link Long#MAX_VALUE} for whatever its path carries
 * @param startBitsPerSecond what a viewer's path is taken to carry until it has told, and that from a publisher which we estimate;
 *     enough for a middling picture, and little enough not to hurt a slow path before the first feedback
 * @param keyFrameInterval least time between two key-frame requests to one source; a key frame costs some ten ordinary
 *     ones
 * @param burstAtFirst for so long, as far as is known, what a viewer is sent at once in order to begin with a key frame that is
 *     already here may keep its path busy, while nothing is known of the path: a key frame asked for takes about as long
 * @param burstWhileShown the same on a path that is known, where sound would wait behind it
 * @param receiverKeyFrameInterval least time between two requests heeded from one viewer's section, so that one viewer
 *     cannot make a performer re-encode all the time
 * @param keyFrameRepair for so long, and two round trips, after a key frame was sent to a viewer, what it lacks of it is
 *     repaired by retransmission, and its wish for another is not heeded
 * @param videoHistoryPackets a power of two; packets of a video kept per loop for late viewers' NACKs and for crossing
 *     between loops, 1,920 bytes each; 512 are two seconds at 2.5 Mb/s
 * @param audioHistoryPackets the same for audio; 128 are two and a half seconds
 * @param retransmissionsPerSecond answered to one viewer's section; more is a flood or a path that is beyond repair
 * @param longRoundTrip from here on, what a viewer misses is sent twice at once if its path loses packets
 * @param participantsPerRoom participants with a transport in one room
 * @param sourcesPerParticipant streams learned from one participant's packets; each costs statistics and cipher state
 * @param participantsOnHomeLoop so many participants of a room share its home loop, so that a call never crosses loops;
 *     later ones are spread over all loops
 */
public record RoomLimits(
        Duration deliveryGap,
        long publisherBitsPerSecond,
        long viewerBitsPerSecond,
        long startBitsPerSecond,
        Duration keyFrameInterval,
        Duration burstAtFirst,
        Duration burstWhileShown,
        Duration receiverKeyFrameInterval,
        Duration keyFrameRepair,
        int videoHistoryPackets,
        int audioHistoryPackets,
        int retransmissionsPerSecond,
        Duration longRoundTrip,
        int participantsPerRoom,
        int sourcesPerParticipant,
        int participantsOnHomeLoop) {
    /** Least gap: {@link MutualClock} looks every 250 ms and must see each run. */
    private static final Duration LEAST_DELIVERY_GAP = Duration.ofSeconds(1);

    private static final long USUAL_PUBLISHER_BITS_PER_SECOND = 2_500_000;
    private static final long USUAL_VIDEO_HISTORY = 512;

    public RoomLimits {
        if (deliveryGap.compareTo(LEAST_DELIVERY_GAP) < 0) {
            throw new IllegalArgumentException(
                    "deliveryGap must be at least " + LEAST_DELIVERY_GAP + ", got " + deliveryGap);
        }
        if (viewerBitsPerSecond <= 0) {
            throw new IllegalArgumentException("viewerBitsPerSecond must be above 0, got " + viewerBitsPerSecond);
        }
        requirePowerOfTwo("videoHistoryPackets", videoHistoryPackets);
        requirePowerOfTwo("audioHistoryPackets", audioHistoryPackets);
    }

    /** What suits paid calls and shows at 720p. */
    public static RoomLimits defaults() {
        return of(Duration.ofSeconds(5), USUAL_PUBLISHER_BITS_PER_SECOND, Long.MAX_VALUE);
    }

    /** The same for other pictures; their history is as long. */
    public static RoomLimits of(Duration deliveryGap, long publisherBitsPerSecond, long viewerBitsPerSecond) {
        return new RoomLimits(
                deliveryGap,
                publisherBitsPerSecond,
                viewerBitsPerSecond,
                1_000_000,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                packetsOfTwoSeconds(publisherBitsPerSecond),
                128,
                500,
                Duration.ofMillis(150),
                5_000,
                32,
                2);
    }

    private static int packetsOfTwoSeconds(long bitsPerSecond) {
        long packets = USUAL_VIDEO_HISTORY * Math.max(1, Math.ceilDiv(bitsPerSecond, USUAL_PUBLISHER_BITS_PER_SECOND));
        return (int) Long.highestOneBit(2 * packets - 1);
    }

    int historyPackets(MediaKind kind) {
        return switch (kind) {
            case AUDIO -> audioHistoryPackets;
            case VIDEO -> videoHistoryPackets;
        };
    }

    private static void requirePowerOfTwo(String name, int value) {
        if (value < 64 || Integer.bitCount(value) != 1) {
            throw new IllegalArgumentException(name + " must be a power of two of at least 64, got " + value);
        }
    }
}
