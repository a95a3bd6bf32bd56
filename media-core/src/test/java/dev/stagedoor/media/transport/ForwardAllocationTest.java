package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stagedoor.media.room.MediaLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The whole way of a packet, from recvmmsg to sendmmsg, makes no garbage: coalesced datagrams, local addresses, padding, a real
 * room, groups.
 */
class ForwardAllocationTest {
    private static final int VIEWERS = 16;
    private static final int FRAME_PACKETS = 4;
    private static final int ROUNDS = 10;
    private static final int ROUND_FRAMES = 500;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(2_048);
    private long allocatedBefore;
    private int cleanFrames;
    private long forwarded;
    private int framesLeft;

    @Test
    void shouldAllocateNothingPerPacketForwarded() throws IOException {
        try (ForwardFixture fixture = new ForwardFixture(TransportConfig.IoChoice.FASTEST, 1, "0.0.0.0")) {
            BurstPublisher publisher = new BurstPublisher(fixture.joinPublisher());
            MediaLoop loop = fixture.server.loops().getFirst();
            for (int i = 0; i < VIEWERS; i++) {
                fixture.joinViewer(loop);
            }
            TransportStatistics before = fixture.server.statistics();
            int best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                cleanFrames = 0;
                forward(fixture, publisher);
                best = Math.max(best, cleanFrames);
            }
            TransportStatistics after = fixture.server.statistics();

            long frames = (long) ROUNDS * ROUND_FRAMES * VIEWERS;
            assertThat(forwarded).isEqualTo(frames * FRAME_PACKETS);
            assertThat(after.messagesByGroupSize().get(FRAME_PACKETS - 1)
                            - before.messagesByGroupSize().get(FRAME_PACKETS - 1))
                    .as("a frame leaves as one message, though its packets differ by a byte")
                    .isEqualTo(frames);
            // The best round, because code that is not yet compiled makes garbage. Not every frame of it, because the
            // looks at the clock in between make some, the more of them the slower the machine; an object a packet
            // would be in all frames.
            assertThat(best).as("frames forwarded without a byte of garbage").isGreaterThan(ROUND_FRAMES / 2);
        }
    }

    /** Frame after frame, each made by a task on the loop when the one before it has gone out. */
    private void forward(ForwardFixture fixture, BurstPublisher publisher) {
        MediaLoop loop = fixture.server.loops().getFirst();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        framesLeft = ROUND_FRAMES;
        Runnable next = () -> {
            if (threads.getCurrentThreadAllocatedBytes() == allocatedBefore) {
                cleanFrames++;
            }
            forwarded += drain(fixture);
            if (--framesLeft > 0) {
                write(publisher);
            } else {
                done.complete(true);
            }
        };
        ForwardFixture.on(loop, () -> {
            fixture.setAfterBurst(() -> loop.execute(next));
            write(publisher);
        });
        TestPeer.await(done);
    }

    private void write(BurstPublisher publisher) {
        publisher.write(FRAME_PACKETS, 1_000);
        allocatedBefore = threads.getCurrentThreadAllocatedBytes();
    }

    private int drain(ForwardFixture fixture) {
        try {
            return fixture.drain(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
