package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopLoadTest {
    private long cpuNs = 17;

    /** Percent of processor time in successive windows; whether the loop is busy after each. */
    @ParameterizedTest
    @CsvSource({"59 60 40 30 29 59, - b b b - -", "100 0 100, b - b", "0 0, - -"})
    void shouldTellABusyLoopFromOneThatHasTime(String percents, String expected) {
        LoopLoad load = new LoopLoad(() -> cpuNs);
        long nowNs = 1_000;
        assertThat(load.isBusy(nowNs)).as("before anything is known").isFalse();
        List<String> answers = new ArrayList<>();
        for (String percent : percents.split(" ", -1)) {
            nowNs += LoopLoad.WINDOW_NS;
            cpuNs += LoopLoad.WINDOW_NS * Integer.parseInt(percent) / 100;
            answers.add(load.isBusy(nowNs) ? "b" : "-");
        }
        assertThat(String.join(" ", answers)).isEqualTo(expected);
    }

    @Test
    void shouldRunDeferredTasksAtTheSecondTick() {
        DeferredTasks deferred = new DeferredTasks();
        List<String> ran = new ArrayList<>();
        deferred.add(() -> ran.add("a"));
        deferred.onTick();
        deferred.add(() -> {
            ran.add("b");
            deferred.add(() -> ran.add("c"));
        });
        assertThat(ran).isEmpty();
        deferred.onTick();
        assertThat(ran).containsExactly("a");
        deferred.onTick();
        assertThat(ran).containsExactly("a", "b");
        deferred.onTick();
        assertThat(ran).containsExactly("a", "b");
        deferred.onTick();
        assertThat(ran).containsExactly("a", "b", "c");
        assertThat(deferred.isEmpty()).isTrue();
    }
}
