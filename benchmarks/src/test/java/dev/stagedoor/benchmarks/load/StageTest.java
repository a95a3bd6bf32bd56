package dev.stagedoor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.benchmarks.load.Stage.Dropped;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void aFiltersBytesBecomePackets() {
        // Two messages of four packets and one of a single packet, 1,228 bytes each, with a header of 42 a message.
        var dropped = new Dropped(3, 9 * 1_228 + 3 * 42);

        assertThat(dropped.packets(1_228)).isEqualTo(9);
        assertThat(Dropped.NOTHING.packets(Double.NaN)).isZero();
        assertThat(dropped.since(new Dropped(1, 4 * 1_228 + 42)).packets(1_228)).isEqualTo(5);
    }

    @Test
    void theMeanGroupWeighsMessages() {
        assertThat(Groups.mean(Map.of(1, 3L, 5, 1L))).isEqualTo(2);
        assertThat(Groups.mean(Map.of())).isEqualTo(1);
    }
}
