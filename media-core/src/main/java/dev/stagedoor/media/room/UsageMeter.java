package dev.stagedoor.media.room;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what one participant sent and was sent over one transport; belongs to its loop. */
final class UsageMeter {
    private static final long NS_PER_MS = 1_000_000;

    private final UUID participantId;
    private final DeliveryClock received;
    private final DeliveryClock delivered;
    private long receivedPackets;
    private long receivedBytes;
    private long deliveredPackets;
    private long deliveredBytes;

    UsageMeter(UUID participantId, long gapNs) {
        this.participantId = participantId;
        received = new DeliveryClock(gapNs);
        delivered = new DeliveryClock(gapNs);
    }

    void onReceived(int payloadBytes, long nowNs) {
        received.onPacket(nowNs);
        receivedPackets++;
        receivedBytes += payloadBytes;
    }

    void onDelivered(int payloadBytes, long nowNs) {
        delivered.onPacket(nowNs);
        deliveredPackets++;
        deliveredBytes += payloadBytes;
    }

    /** Forwarding was paused: the time until the next packet is not delivered time, however short. */
    void onPaused() {
        delivered.breakRun();
    }

    Reading read() {
        LegUsage usage = new LegUsage(
                participantId,
                received.totalNs() / NS_PER_MS,
                delivered.totalNs() / NS_PER_MS,
                receivedPackets,
                receivedBytes,
                deliveredPackets,
                deliveredBytes);
        return new Reading(usage, delivered.run());
    }

    /** A consistent copy that may leave the loop. */
    record Reading(LegUsage usage, DeliveryClock.@Nullable Run deliveredRun) {}
}
