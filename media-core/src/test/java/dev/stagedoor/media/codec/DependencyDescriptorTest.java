package dev.stagedoor.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.Mutations;
import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyDescriptorTest {
    private static final int[] HEIGHTS = {180, 360, 720};
    private static final int[] NONE = {};

    private final DescriptorWriter writer = new DescriptorWriter(3);
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private long sequence;

    @Test
    void shouldReadTheStructureOfAKeyFrame() {
        byte[] key = writer.write(true, false, 0, 0, 0xABCD, List.of(), HEIGHTS);

        assertThat(read(key)).isTrue();
        assertThat(key.length).as("too long for a one-byte header").isGreaterThan(16);
        assertThat(descriptor.keyFrame()).isTrue();
        assertThat(descriptor.frameNumber()).isEqualTo(0xABCD);
        assertThat(descriptor.frameStart()).isTrue();
        assertThat(descriptor.frameEnd()).isFalse();
        assertThat(descriptor.sizes()).isEqualTo(3);
        assertThat(descriptor.height(0)).isEqualTo(180);
        assertThat(descriptor.height(2)).isEqualTo(720);
    }

    @ParameterizedTest
    @CsvSource({
        // size, rate, references, opens higher rates
        "0, 0, 1, true",
        "0, 1, 1, true",
        "0, 2, 1, false",
        "2, 0, 2, true",
        "2, 1, 1, true",
        "2, 2, 2, false",
        "1, 0, 0, true",
    })
    void shouldFindLaterFramesAmongTheTemplates(int size, int rate, int references, boolean opens) {
        read(writer.write(true, true, 0, 0, 1, List.of(), HEIGHTS));
        List<Integer> earlier = List.of(12, 40).subList(0, references);

        assertThat(read(writer.write(true, true, size, rate, 9, earlier, NONE))).isTrue();
        assertThat(descriptor.spatialLayer()).isEqualTo(size);
        assertThat(descriptor.temporalLayer()).isEqualTo(rate);
        assertThat(descriptor.independent()).isEqualTo(references == 0);
        assertThat(descriptor.keyFrame()).isFalse();
        assertThat(descriptor.opensHigher()).isEqualTo(opens);
        assertThat(descriptor.sizes()).isZero();
    }

    @Test
    void shouldReadPacketsWithinAFrame() {
        read(writer.write(true, false, 0, 0, 1, List.of(), HEIGHTS));

        assertThat(read(writer.write(false, true, 1, 2, 2, List.of(), NONE))).isTrue();
        assertThat(descriptor.frameStart()).isFalse();
        assertThat(descriptor.frameEnd()).isTrue();
        assertThat(descriptor.spatialLayer()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatItCannotKnow() {
        assertThat(read(writer.write(true, true, 0, 0, 1, List.of(), NONE)))
                .as("no structure yet")
                .isFalse();
        read(writer.write(true, true, 0, 0, 1, List.of(), HEIGHTS));
        assertThat(read(new byte[] {5, 0, 1})).as("no such template").isFalse();
        assertThat(read(new byte[] {1, 2})).as("too short").isFalse();
        byte[] key = writer.write(true, true, 0, 0, 1, List.of(), HEIGHTS);
        for (int length = 4; length < key.length - 1; length++) {
            byte[] cut = new byte[length];
            System.arraycopy(key, 0, cut, 0, length);
            assertThat(read(cut)).as("%d bytes of %d", length, key.length).isFalse();
        }
    }

    /** What was lost and is sent again, after the encoder has begun anew. */
    @Test
    void shouldReadWhatComesLateByWhatHeldWhenItWasSent() {
        DescriptorWriter smaller = new DescriptorWriter(2);
        byte[] oldKey = writer.write(true, true, 0, 0, 1, List.of(), HEIGHTS);
        byte[] oldLarge = writer.write(true, true, 2, 1, 2, List.of(1), NONE);
        byte[] newKey = smaller.write(true, true, 0, 0, 3, List.of(), new int[] {90, 180});
        byte[] newLarge = smaller.write(true, true, 1, 0, 4, List.of(1), NONE);
        sequence = 10;
        assertThat(read(oldKey)).isTrue();
        sequence = 20;
        assertThat(read(newKey)).isTrue();
        assertThat(descriptor.height(1)).isEqualTo(180);

        sequence = 12;
        assertThat(read(oldLarge)).isTrue();
        assertThat(descriptor.spatialLayer()).isEqualTo(2);
        assertThat(descriptor.temporalLayer()).isEqualTo(1);
        sequence = 11;
        assertThat(read(oldKey))
                .as("the key frame again, its structure with it")
                .isTrue();
        assertThat(descriptor.height(2)).isEqualTo(720);

        sequence = 21;
        assertThat(read(newLarge)).isTrue();
        assertThat(descriptor.spatialLayer()).isEqualTo(1);
        assertThat(descriptor.temporalLayer()).isZero();
    }

    @Test
    void shouldNeverThrowWhateverTheBytes() {
        Random random = SeededRandom.create("DependencyDescriptorTest");
        Mutations mutations = new Mutations(
                random,
                List.of(
                        writer.write(true, true, 0, 0, 1, List.of(), HEIGHTS),
                        writer.write(true, false, 2, 1, 1, List.of(3, 17), NONE),
                        writer.write(false, true, 1, 2, 1, List.of(), NONE)));
        MemorySegment memory = Arena.ofAuto().allocate(2_000);
        for (int i = 0; i < 500_000; i++) {
            if (read(mutations.next(), memory)) {
                descriptor.opensHigher();
                for (int size = 0; size < descriptor.sizes(); size++) {
                    assertThat(descriptor.height(size)).isPositive();
                }
            }
        }
    }

    @Test
    void numbersNeverGoBackAcrossRuns() {
        FrameNumbers numbers = new FrameNumbers();
        numbers.beginRun(0xFFF0);
        assertThat(numbers.of(0xFFF0)).isEqualTo(0xFFF0);
        assertThat(numbers.of(0xFFF5)).isEqualTo(0xFFF5);
        assertThat(numbers.of(0xFFF3)).as("late").isEqualTo(0xFFF3);
        numbers.beginRun(7);
        assertThat(numbers.of(7)).isEqualTo(0xFFF6);
        assertThat(numbers.of(40)).isEqualTo(0x0017);
        numbers.beginRun(0xFFF6);
        assertThat(numbers.of(0xFFF6)).isEqualTo(0x0018);
    }

    private boolean read(byte[] bytes) {
        return read(bytes, Arena.ofAuto().allocate(2_000));
    }

    private boolean read(byte[] bytes, MemorySegment memory) {
        long at = memory.byteSize() - bytes.length;
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at, bytes.length);
        return descriptor.read(memory, at, bytes.length, sequence++);
    }
}
