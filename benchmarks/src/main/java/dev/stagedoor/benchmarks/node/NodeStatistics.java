package dev.stagedoor.benchmarks.node;

import com.sun.management.ThreadMXBean;
import dev.stagedoor.media.transport.TransportDrop;
import dev.stagedoor.media.transport.TransportStatistics;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the node tells of itself, all since its start.
 *
 * @param mediaAllocatedBytes on the Java heap by the media loops' threads
 * @param allocatedBytes on the Java heap by all threads
 * @param drops datagrams dropped, by reason; reasons without any are left out
 */
public record NodeStatistics(
        long receivedDatagrams,
        long sentDatagrams,
        long sentMessages,
        long mediaAllocatedBytes,
        long allocatedBytes,
        Map<String, Long> drops) {
    private static final String LOOP_THREADS = "media-io-";

    static NodeStatistics of(TransportStatistics transport) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var loops = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith(LOOP_THREADS))
                .mapToLong(thread -> thread.getThreadId())
                .toArray();
        var drops = new TreeMap<String, Long>();
        transport.drops().forEach((reason, count) -> addIfAny(drops, reason, count));
        return new NodeStatistics(
                transport.receivedDatagrams(),
                transport.sentDatagrams(),
                transport.sentMessages(),
                Arrays.stream(threads.getThreadAllocatedBytes(loops)).sum(),
                threads.getTotalThreadAllocatedBytes(),
                drops);
    }

    private static void addIfAny(Map<String, Long> drops, TransportDrop reason, long count) {
        if (count > 0) {
            drops.put(reason.name(), count);
        }
    }
}
