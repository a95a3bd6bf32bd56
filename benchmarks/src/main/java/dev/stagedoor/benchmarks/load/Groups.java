package dev.stagedoor.benchmarks.load;

import java.util.Map;

/** Messages by their number of packets. */
final class Groups {
    private Groups() {}

    /** Packets in a message on average; 1 if no message was seen whole, because then nothing was grouped. */
    static double mean(Map<Integer, Long> groups) {
        var messages = groups.values().stream().mapToLong(Long::longValue).sum();
        var packets = groups.entrySet().stream()
                .mapToLong(group -> group.getKey() * group.getValue())
                .sum();
        return messages == 0 ? 1 : (double) packets / messages;
    }
}
