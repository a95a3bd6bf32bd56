package dev.stagedoor.media.transport;

/**
 * What one loop has done since the start. Rates are for whoever asks twice.
 *
 * @param index counted from 0
 * @param receivedDatagrams datagrams that came to this loop's socket
 * @param sentDatagrams datagrams that left by it
 * @param cpuNs processor time of the loop's thread, the kernel's work for it included; -1 where the system does not tell
 */
public record LoopStatistics(int index, long receivedDatagrams, long sentDatagrams, long cpuNs) {}
