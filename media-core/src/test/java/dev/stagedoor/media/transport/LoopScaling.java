package dev.stagedoor.media.transport;

import com.sun.management.ThreadMXBean;
import dev.stagedoor.media.room.MediaLoop;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What a forwarded packet costs on one loop and on two: a program, not a test. The same viewers of one broadcast, all on one
 * loop or spread over two, are sent the same frames; printed is the processor time of all loops per forwarded packet. If
 * two loops pay no more than one, they forward twice as much in the same time, cores permitting; processor time says so
 * even where other programs keep the cores busy.
 *
 * <p>Arguments: rounds, frames a round, packets a frame, viewers.
 */
final class LoopScaling {
    private static final int PAYLOAD_BYTES = 1_200;
    private static final long POLL_NS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(2_048);
    private final ForwardFixture fixture;
    private final BurstPublisher publisher;
    private final Map<MediaLoop, Long> loopThreads = new HashMap<>();
    private long writingNs;

    private LoopScaling(int loops, int viewers) throws IOException {
        fixture = new ForwardFixture(TransportConfig.IoChoice.FASTEST, loops, "127.0.0.1");
        publisher = new BurstPublisher(fixture.joinPublisher());
        List<MediaLoop> all = fixture.server.loops();
        for (int i = 0; i < viewers; i++) {
            fixture.joinViewer(all.get(i % loops));
        }
        for (MediaLoop loop : all) {
            ForwardFixture.on(
                    loop, () -> loopThreads.put(loop, Thread.currentThread().threadId()));
        }
    }

    public static void main(String[] args) throws IOException {
        int rounds = Integer.parseInt(args[0]);
        int frames = Integer.parseInt(args[1]);
        int packets = Integer.parseInt(args[2]);
        int viewers = Integer.parseInt(args[3]);
        LoopScaling one = new LoopScaling(1, viewers);
        LoopScaling two = new LoopScaling(2, viewers);
        one.measure(frames, packets);
        two.measure(frames, packets);
        for (int round = 0; round < rounds; round++) {
            double single = one.measure(frames, packets);
            double spread = two.measure(frames, packets);
            System.out.printf(
                    Locale.ROOT,
                    "one loop %5.0f ns a packet, two loops %5.0f ns: two carry %.2f x one%n",
                    single,
                    spread,
                    2 * single / spread);
        }
        one.fixture.close();
        two.fixture.close();
    }

    /** Nanoseconds of all loops' processor time per packet forwarded. */
    private double measure(int frames, int packets) throws IOException {
        writingNs = 0;
        long cpuBeforeNs = cpuNs();
        long sentBefore = fixture.server.statistics().sentDatagrams();
        long wanted = sentBefore;
        for (int i = 0; i < frames; i++) {
            ForwardFixture.on(fixture.server.loops().getFirst(), () -> write(packets));
            wanted += (long) packets * fixture.viewers.size();
            while (fixture.server.statistics().sentDatagrams() < wanted) {
                LockSupport.parkNanos(POLL_NS);
            }
            fixture.drain(scratch);
        }
        long sent = fixture.server.statistics().sentDatagrams() - sentBefore;
        return (double) (cpuNs() - cpuBeforeNs - writingNs) / sent;
    }

    /** On the publisher's loop, so that a frame arrives there as a whole; not counted. */
    private void write(int packets) {
        long beforeNs = threads.getCurrentThreadCpuTime();
        publisher.write(packets, PAYLOAD_BYTES);
        writingNs += threads.getCurrentThreadCpuTime() - beforeNs;
    }

    private long cpuNs() {
        return loopThreads.values().stream()
                .mapToLong(threads::getThreadCpuTime)
                .sum();
    }
}
