package dev.stagedoor.media.transport;

import com.sun.management.ThreadMXBean;
import dev.stagedoor.media.room.MediaLoop;
import dev.stagedoor.media.srtp.SrtpBackend;
import dev.stagedoor.media.srtp.SrtpSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * What a forwarded packet costs: a program, not a test. A publisher's burst of 1, 2, 4 and 8 packets of 1,200 bytes of payload
 * goes through the whole product (socket, SRTP, room, SRTP, socket) to viewers on loopback whose sockets nobody waits at.
 * Prints nanoseconds of the loop's processor time per forwarded packet, from one burst to the next, so that what others do on
 * the machine does not count; the writing of the burst is taken off.
 *
 * <p>Arguments: rounds, bursts a round and burst size, viewers, kind of socket; then perhaps a command that is run once a round,
 * in turn, to compare with.
 */
final class ForwardCost {
    private static final int PAYLOAD_BYTES = 1_200;
    private static final int HEADER_BYTES = 12;
    private static final int[] BURSTS = {1, 2, 4, 8};
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final ForwardFixture fixture;
    private final ForwardFixture.Member publisher;
    private final SrtpSender sender;
    private final MemorySegment plain = Arena.ofAuto().allocate(2_048, 64);
    private final MemorySegment sealed = Arena.ofAuto().allocate(2_048, 64);
    private final ByteBuffer[] burst = new ByteBuffer[16];
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(2_048);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int sequenceNumber;
    private long cpuBeforeNs;
    private long allocatedBefore;
    private long allocated;
    private long forwarded;

    private ForwardCost(ForwardFixture fixture, int viewers) throws IOException {
        this.fixture = fixture;
        publisher = fixture.joinPublisher();
        sender = new SrtpSender(SrtpBackend.fastest(), publisher.keys());
        for (int i = 0; i < viewers; i++) {
            fixture.joinViewer(fixture.server.loops().getFirst());
        }
        for (int i = 0; i < burst.length; i++) {
            burst[i] = ByteBuffer.allocateDirect(2_048);
        }
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        int bursts = Integer.parseInt(args[1]);
        int viewers = Integer.parseInt(args[2]);
        var io = TransportConfig.IoChoice.valueOf(args[3]);
        List<String> command = List.of(args).subList(4, args.length);
        try (ForwardFixture fixture = new ForwardFixture(io, 1)) {
            ForwardCost cost = new ForwardCost(fixture, viewers);
            for (int size : new int[] {4, 1, 8, 2}) {
                cost.measure(size, 3_000, new ArrayList<>());
            }
            List<List<Double>> samples = new ArrayList<>();
            for (int ignored : BURSTS) {
                samples.add(new ArrayList<>());
            }
            cost.allocated = 0;
            cost.forwarded = 0;
            TransportStatistics before = fixture.server.statistics();
            for (int round = 0; round < rounds; round++) {
                if (!command.isEmpty()) {
                    new ProcessBuilder(command).inheritIO().start().waitFor();
                }
                for (int b = 0; b < BURSTS.length; b++) {
                    cost.measure(BURSTS[b], bursts, samples.get(b));
                }
            }
            print(samples);
            TransportStatistics after = fixture.server.statistics();
            System.out.printf(
                    Locale.ROOT,
                    "mean group %.2f, allocated %.3f bytes a packet%n",
                    (double) (after.sentDatagrams() - before.sentDatagrams())
                            / (after.sentMessages() - before.sentMessages()),
                    (double) cost.allocated / cost.forwarded);
        }
    }

    private static void print(List<List<Double>> samples) {
        for (int b = 0; b < BURSTS.length; b++) {
            List<Double> sorted = samples.get(b);
            Collections.sort(sorted);
            System.out.printf(
                    Locale.ROOT,
                    "K=%d  p10 %5.0f  median %5.0f ns a packet (%d bursts)%n",
                    BURSTS[b],
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
        seal(size);
        try {
            for (int i = 0; i < size; i++) {
                publisher.channel().write(burst[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        cpuBeforeNs = threads.getCurrentThreadCpuTime();
    }

    private void seal(int size) {
        for (int i = 0; i < size; i++) {
            boolean keyFrame = sequenceNumber == 0;
            plain.set(SHORT, 0, (short) (0x8000 | ForwardFixture.PAYLOAD_TYPE | (i == size - 1 ? 0x80 : 0)));
            plain.set(SHORT, 2, (short) sequenceNumber++);
            plain.set(INT, 8, ForwardFixture.PUBLISHED_SSRC);
            plain.set(INT, HEADER_BYTES, keyFrame ? 0x1000_0000 : 0x1001_0000);
            int length = sender.protectRtp(plain, 0, HEADER_BYTES + PAYLOAD_BYTES, sealed, 0);
            burst[i].clear().put(0, sealed.asByteBuffer(), 0, length).limit(length);
        }
    }
}
