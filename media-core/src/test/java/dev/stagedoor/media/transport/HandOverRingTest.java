package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class HandOverRingTest {
    private final HandOverRing ring = new HandOverRing();
    private final ReceiveBatch batch = new ReceiveBatch(1);

    @Test
    void shouldRefuseWhatDoesNotFitAndTakeMoreAfterARelease() {
        for (int i = 0; i < HandOverRing.CAPACITY; i++) {
            assertThat(offer(i)).isTrue();
        }
        assertThat(offer(-1)).isFalse();
        assertThat(ring.waiting()).isEqualTo(HandOverRing.CAPACITY);

        ring.release(10);
        for (int i = 0; i < 10; i++) {
            assertThat(offer(1_000 + i)).isTrue();
        }
        assertThat(offer(-1)).isFalse();
        assertThat(number(0)).isEqualTo(10);
        assertThat(number(HandOverRing.CAPACITY - 1)).isEqualTo(1_009);
    }

    @Test
    void shouldTellTheWriterWhetherTheReaderHasWork() {
        assertThat(ring.mayWait()).isFalse();
        offer(1);
        assertThat(ring.mayWait()).isTrue();
        ring.release(1);
        assertThat(ring.mayWait()).isFalse();
    }

    private boolean offer(int number) {
        batch.slab.set(ValueLayout.JAVA_INT, 0, number);
        batch.set(0, 4, 1, 2, 3);
        return ring.offer(null, batch, 0);
    }

    private int number(int index) {
        int slot = ring.slotOf(index);
        assertThat(ring.slots().lengths[slot]).isEqualTo(4);
        return ring.slots().slab.get(ValueLayout.JAVA_INT, ring.slots().offset(slot));
    }
}
