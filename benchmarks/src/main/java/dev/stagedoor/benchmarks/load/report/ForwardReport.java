package dev.stagedoor.benchmarks.load.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stagedoor.benchmarks.load.messages.DelayMs;
import dev.stagedoor.benchmarks.load.process.PauseLog.Pauses;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What forwarding cost in one window of measurement. What could not be known is absent, in JSON as well.
 *
 * @param server what was measured
 * @param mode {@code loopback} or {@code wire}
 * @param setup what was asked for
 * @param seconds in which the publishers sent
 * @param publishedPackets by all publishers
 * @param expectedPackets published, once for each receiver
 * @param forwardedPackets received, and on the wire those that the filter counted and dropped
 * @param lossRatio share of the packets expected by receivers that are not cut off which never came
 * @param serverCpuSeconds of the server's process, kernel included, from the first packet to the last
 * @param serverCpuShare of the cores it may use
 * @param delayMs from a publisher's sending to a receiver's reading, of the packets that were decrypted
 * @param meanGroup packets in a message, as receivers saw it
 * @param groups messages by their number of packets, as some receivers saw them
 * @param allocatedBytesPerPacket on the Java heap by the media loops, per forwarded packet
 * @param rssMiB resident memory of the server at the end
 * @param pauses in which all of the server's threads stood still
 * @param serverDrops datagrams that the server dropped in the window, by reason
 * @param clientsCpuShare of the cores that the clients may use; near 1 the clients were what was measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForwardReport(
        String server,
        String mode,
        Setup setup,
        double seconds,
        long publishedPackets,
        long expectedPackets,
        long forwardedPackets,
        long lostPackets,
        double lossRatio,
        double packetsPerSecond,
        @Nullable Double serverCpuSeconds,
        @Nullable Double serverCpuShare,
        @Nullable Double packetsPerCpuSecond,
        DelayMs delayMs,
        double meanGroup,
        Map<Integer, Long> groups,
        @Nullable Double allocatedBytesPerPacket,
        @Nullable Double rssMiB,
        @Nullable Pauses pauses,
        @Nullable Map<String, Long> serverDrops,
        double clientsCpuShare,
        long refusedPackets,
        long nacks,
        int endedClients) {
    /** Above this share of their cores the clients may be what limits. */
    public static final double CLIENTS_BUSY = 0.9;

    /**
     * What was asked for.
     *
     * @param packetsAtOnce packets that a publisher sends in one go
     * @param targetPacketsPerSecond to be forwarded
     */
    public record Setup(
            int receivers,
            int publishers,
            int packetsAtOnce,
            long targetPacketsPerSecond,
            int payloadBytes,
            String serverCpus,
            String clientCpus) {}
}
