package dev.stagedoor.media.room;

import java.util.UUID;

/**
 * Cumulative usage of one participant over all its transports: what it sent us and what we delivered to it. Padding and
 * retransmissions are not counted; bytes are payload. Milliseconds are those of {@link DeliveryClock}.
 */
public record LegUsage(
        UUID participantId,
        long receivedMs,
        long deliveredMs,
        long receivedPackets,
        long receivedBytes,
        long deliveredPackets,
        long deliveredBytes) {}
