package dev.stagedoor.media.transport;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a server's sockets have done since they were opened.
 *
 * @param receivedDatagrams datagrams in, dropped ones included
 * @param sentDatagrams datagrams out
 * @param messagesByGroupSize how many messages were handed to the system with one datagram, with two, and so on up to the
 *     {@value SendBatch#MAX_SEGMENTS} that segmentation can group
 * @param handedOver datagrams that arrived on another loop than their participant's
 * @param drops datagrams dropped by reason, with every reason present
 */
public record TransportStatistics(
        long receivedDatagrams,
        long sentDatagrams,
        List<Long> messagesByGroupSize,
        long handedOver,
        Map<TransportDrop, Long> drops) {
    public TransportStatistics {
        messagesByGroupSize = List.copyOf(messagesByGroupSize);
        drops = Collections.unmodifiableMap(new EnumMap<>(drops));
    }

    /** Messages that the datagrams were handed to the system in. */
    public long sentMessages() {
        return messagesByGroupSize.stream().mapToLong(Long::longValue).sum();
    }

    /** Datagrams per message, 0 before the first: the one figure that says how well grouping works. */
    public double meanGroup() {
        long messages = sentMessages();
        return messages == 0 ? 0 : (double) sentDatagrams / messages;
    }

    @SuppressWarnings("EnumOrdinal") // the order of the counters, which never leaves the process
    static Map<TransportDrop, Long> byReason(long[] counts) {
        Map<TransportDrop, Long> drops = new EnumMap<>(TransportDrop.class);
        for (TransportDrop reason : TransportDrop.values()) {
            drops.put(reason, counts[reason.ordinal()]);
        }
        return drops;
    }
}
