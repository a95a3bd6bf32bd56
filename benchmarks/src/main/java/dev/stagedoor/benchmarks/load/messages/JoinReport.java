package dev.stagedoor.benchmarks.load.messages;

import java.util.List;

/**
 * How a storm of joining viewers went, for those who came in. Times begin when a viewer sends its offer, or when it should have
 * if it was late.
 *
 * @param joined who saw a packet
 * @param failed who did not, of whom {@code failures} says why, each reason once
 * @param seconds from the first offer to the last
 * @param connectedMs to the keys
 * @param firstPacketMs to the first packet of media, which begins a key frame
 */
public record JoinReport(
        int joined, int failed, List<String> failures, double seconds, DelayMs connectedMs, DelayMs firstPacketMs) {
    public JoinReport {
        failures = List.copyOf(failures);
    }
}
