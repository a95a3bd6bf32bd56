package dev.stagedoor.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpAllocationTest {
    private static final int WARM_UP = 40_000;
    private static final int MEASURED = 20_000;

    private final SrtpFixture fixture = new SrtpFixture(7_714);
    private final byte[] rtp = fixture.rtp(1, 0, 1_200);
    private final byte[] rtcp = fixture.rtcp(1, 60);
    private final MemorySegment slab = fixture.slab;
    private int sequenceNumber;

    @ParameterizedTest
    @EnumSource
    void shouldAllocateNothingPerPacketWithTheNativeBackend(SrtpProfile profile) {
        SrtpKeyingMaterial keys = fixture.keys(profile);
        SrtpBackend backend = SrtpBackend.fastest();
        slab.asSlice(0, rtp.length).copyFrom(MemorySegment.ofArray(rtp));
        slab.asSlice(2_048, rtcp.length).copyFrom(MemorySegment.ofArray(rtcp));
        try (SrtpSender sender = new SrtpSender(backend, keys);
                SrtpReceiver receiver = new SrtpReceiver(backend, keys.mirrored())) {
            run(sender, receiver, WARM_UP);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            run(sender, receiver, MEASURED);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated / MEASURED)
                    .as("bytes a round, %d in all", allocated)
                    .isZero();
        }
    }

    private void run(SrtpSender sender, SrtpReceiver receiver, int rounds) {
        int failures = 0;
        for (int i = 0; i < rounds; i++) {
            slab.set(RtpLayout.SHORT, 2, (short) sequenceNumber++);
            int length = sender.protectRtp(slab, 0, rtp.length, slab, 4_096);
            failures += receiver.unprotectRtp(slab, 4_096, length) == rtp.length ? 0 : 1;
            length = sender.protectRtcp(slab, 2_048, rtcp.length, slab, 4_096);
            failures += receiver.unprotectRtcp(slab, 4_096, length) == rtcp.length ? 0 : 1;
        }
        assertThat(failures).isZero();
    }
}
