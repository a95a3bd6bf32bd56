package dev.stagedoor.media.transport;

import com.sun.management.ThreadMXBean;
import dev.stagedoor.media.room.MediaLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * What a forwarded packet costs: a program, not a test. A publisher's burst of packets of 1,200 bytes of payload
 * goes through the whole product (socket, SRTP, room, SRTP, socket) to viewers on loopback whose sockets nobody waits at.
 * Prints nanoseconds of the loop's processor time per forwarded packet, from one burst to the next, so that what others do on
 * the machine does not count; the writing of the burst is taken off.
 *
 * <p>Arguments: rounds, bursts a round and size, sizes (such as 1,2,4,8), viewers, kind of socket; then perhaps a command that is run once a round,
 * in turn, to compare with.
 */
final class ForwardCost {
    private static final int PAYLOAD_BYTES = 1_200;

    private final ForwardFixture fixture;
    private final BurstPublisher publisher;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(2_048);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long cpuBeforeNs;
    private long allocatedBefore;
    private long allocated;
    private long forwarded;

    private ForwardCost(ForwardFixture fixture, int viewers) throws IOException {
        this.fixture = fixture;
        publisher = new BurstPublisher(fixture.joinPublisher());
        for (int i = 0; i < viewers; i++) {
            fixture.joinViewer(fixture.server.loops().getFirst());
        }
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        int bursts = Integer.parseInt(args[1]);
        int[] sizes = Arrays.stream(args[2].split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        int viewers = Integer.parseInt(args[3]);
        var io = TransportConfig.IoChoice.valueOf(args[4]);
        List<String> command = List.of(args).subList(5, args.length);
        try (ForwardFixture fixture = new ForwardFixture(io, 1, "127.0.0.1")) {
            ForwardCost cost = new ForwardCost(fixture, viewers);
            for (int size : sizes) {
                cost.measure(size, 3_000, new ArrayList<>());
            }
            List<List<Double>> samples = new ArrayList<>();
            for (int ignored : sizes) {
                samples.add(new ArrayList<>());
            }
            cost.allocated = 0;
            cost.forwarded = 0;
            TransportStatistics before = fixture.server.statistics();
            for (int round = 0; round < rounds; round++) {
                if (!command.isEmpty()) {
                    new ProcessBuilder(command).inheritIO().start().waitFor();
                }
                for (int b = 0; b < sizes.length; b++) {
                    cost.measure(sizes[b], bursts, samples.get(b));
                }
            }
            print(sizes, samples);
            TransportStatistics after = fixture.server.statistics();
            System.out.printf(
                    Locale.ROOT,
                    "mean group %.2f, allocated %.3f bytes a packet%n",
                    (double) (after.sentDatagrams() - before.sentDatagrams())
                            / (after.sentMessages() - before.sentMessages()),
                    (double) cost.allocated / cost.forwarded);
        }
    }

    private static void print(int[] sizes, List<List<Double>> samples) {
        for (int b = 0; b < sizes.length; b++) {
            List<Double> sorted = samples.get(b);
            Collections.sort(sorted);
            System.out.printf(
                    Locale.ROOT,
                    "K=%d  p10 %5.0f  median %5.0f ns a packet (%d bursts)%n",
                    sizes[b],
                    sorted.get(sorted.size() / 10),
                    sorted.get(sorted.size() / 2),
                    sorted.size());
        }
    }

    /** One burst after the other, all on the loop: its next task, after the turn that forwards a burst, makes the next one. */
    private void measure(int size, int bursts, List<Double> samples) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        MediaLoop loop = fixture.server.loops().getFirst();
        int[] left = {bursts};
        Runnable next = () -> {
            long cpuNs = threads.getCurrentThreadCpuTime() - cpuBeforeNs;
            allocated += threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
            int arrived = drain();
            if (arrived == size * fixture.viewers.size()) {
                samples.add((double) cpuNs / arrived);
                forwarded += arrived;
            }
            if (--left[0] > 0) {
                write(size);
            } else {
                done.countDown();
            }
        };
        ForwardFixture.on(loop, () -> {
            fixture.setAfterBurst(() -> loop.execute(next));
            write(size);
        });
        done.await();
    }

    private int drain() {
        try {
            return fixture.drain(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything from its end to the next task is the server's work. */
    private void write(int size) {
        publisher.write(size, PAYLOAD_BYTES);
        allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        cpuBeforeNs = threads.getCurrentThreadCpuTime();
    }
}
