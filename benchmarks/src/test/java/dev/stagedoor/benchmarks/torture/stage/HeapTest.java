package dev.stagedoor.benchmarks.torture.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4711: ZHeap  used 26M, capacity 192M, max capacity 192M | 26",
                "garbage-first heap   total reserved 6135808K, committed 387072K, used 30720K [0x1] | 30",
                "ZHeap  used 2G, capacity 4G | 2048",
            })
    void shouldReadTheFigureOfTheWholeHeap(String said, long usedMiB) {
        assertThat(Heap.usedMiB(said)).isEqualTo(usedMiB);
    }

    @Test
    void shouldAskARunningOne() {
        assertThat(Heap.leftMiB(ProcessHandle.current().pid())).isPositive();
        assertThatThrownBy(() -> Heap.usedMiB("nothing")).isInstanceOf(LoadFailure.class);
    }
}
