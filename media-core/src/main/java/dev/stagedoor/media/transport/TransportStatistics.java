package dev.stagedoor.media.transport;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a server's sockets have done since they were opened.
 *
 * @param receivedDatagrams datagrams in, dropped ones included
 * @param sentDatagrams datagrams out
 * @param sentMessages messages they were handed to the system in; fewer than datagrams where segmentation groups them
 * @param handedOver datagrams that arrived on another loop than their participant's
 * @param drops datagrams dropped by reason, with every reason present
 */
public record TransportStatistics(
        long receivedDatagrams,
        long sentDatagrams,
        long sentMessages,
        long handedOver,
        Map<TransportDrop, Long> drops) {
    public TransportStatistics {
        drops = Collections.unmodifiableMap(new EnumMap<>(drops));
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
