package dev.stagedoor.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LapTest {
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private final TreeSet<Integer> stuck = new TreeSet<>();
    private final List<Integer> tried = new ArrayList<>();
    private final Lap<Integer> lap = new Lap<>(this::after, this::handOn);

    private List<Integer> after(@Nullable Integer last, int limit) {
        return (last == null ? waiting : waiting.tailSet(last, false))
                .stream().limit(limit).toList();
    }

    private boolean handOn(Integer one) {
        tried.add(one);
        return !stuck.contains(one) && waiting.remove(one);
    }

    @Test
    void shouldReachTheLastHoweverManyBeforeItFail() {
        IntStream.range(0, 1_000).forEach(waiting::add);
        IntStream.range(0, 700).forEach(stuck::add);
        for (int run = 0; run < 4; run++) {
            lap.run();
        }
        assertThat(waiting).isEqualTo(stuck);
    }

    @Test
    void shouldLeaveThemAloneWhenAllFailAndGoOnBehind() {
        IntStream.range(0, 1_000).forEach(waiting::add);
        stuck.addAll(waiting);
        lap.run();
        assertThat(tried).hasSize(200).endsWith(199);
        lap.run();
        assertThat(tried).hasSize(400).endsWith(399);
    }

    @Test
    void shouldTryEachOnceInALapAndAgainInTheNext() {
        IntStream.range(0, 450).forEach(waiting::add);
        stuck.add(7);
        lap.run();
        assertThat(tried).hasSize(450);
        assertThat(waiting).containsExactly(7);
        stuck.clear();
        waiting.add(3);
        lap.run();
        assertThat(waiting).isEmpty();
        lap.run();
        assertThat(tried).hasSize(452);
    }
}
