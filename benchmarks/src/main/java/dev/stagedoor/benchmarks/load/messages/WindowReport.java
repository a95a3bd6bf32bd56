package dev.stagedoor.benchmarks.load.messages;

import java.util.Map;

/**
 * What the clients saw from one resumption of the publishers to the next pause, when everything on its way had arrived.
 *
 * @param seconds in which publishers sent
 * @param publishedPackets by all publishers
 * @param witnesses those who tell groups
 * @param others the other viewers
 * @param delayMs from a publisher's sending to a viewer's receiving, of the packets that were decrypted
 * @param groups messages to witnesses by their number of packets
 * @param refused packets that SRTP refused
 * @param nacks packets that viewers asked for once more
 * @param ended clients whose transport ended since the start, by whatever reason
 * @param cpuSeconds of the clients' own process
 */
public record WindowReport(
        double seconds,
        long publishedPackets,
        Tally witnesses,
        Tally others,
        DelayMs delayMs,
        Map<Integer, Long> groups,
        long refused,
        long nacks,
        int ended,
        double cpuSeconds) {}
