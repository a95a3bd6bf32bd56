package dev.stagedoor.benchmarks.torture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final int KINDS = FaultKind.values().length;

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(first(FaultPlan.of(7), 100)).isEqualTo(first(FaultPlan.of(7), 100));
        assertThat(first(FaultPlan.of(7), 100)).isNotEqualTo(first(FaultPlan.of(8), 100));
    }

    /** Written down once: whoever changes the plan makes the seeds of old reports worthless. */
    @Test
    void shouldStayWhatItWas() {
        assertThat(first(FaultPlan.of(1), 3))
                .containsExactly(
                        new Fault(FaultKind.BOTH_KILLED, 1_062, 601, 2_034_085_592),
                        new Fault(FaultKind.ANSWERS_LOST, 3_762, 316, 1_046_012_189),
                        new Fault(FaultKind.POSTGRES_KILLED, 3_876, 310, 746_289_310));
    }

    @Test
    void shouldMeetEveryKindInEveryRound() {
        var plan = first(FaultPlan.of(3), 5 * KINDS);
        for (var round = 0; round < 5; round++) {
            assertThat(plan.subList(round * KINDS, (round + 1) * KINDS))
                    .extracting(Fault::kind)
                    .containsExactlyInAnyOrder(FaultKind.values());
        }
    }

    @Test
    void shouldKeepTheServerWhereItMust() {
        assertThat(first(FaultPlan.keepingTheServer(3), 200))
                .extracting(Fault::kind)
                .doesNotContain(FaultKind.SERVER_KILLED, FaultKind.BOTH_KILLED)
                .contains(Arrays.stream(FaultKind.values())
                        .filter(kind -> !kind.replacesServer())
                        .toArray(FaultKind[]::new));
    }

    @Test
    void shouldKeepWithinTheTimesOfAKind() {
        assertThat(first(FaultPlan.of(11), 1_000)).allSatisfy(fault -> {
            assertThat(fault.lengthMs()).isBetween((long) fault.kind().leastMs(), (long)
                    fault.kind().mostMs());
            assertThat(fault.afterMs()).isPositive();
            assertThat(fault.choice()).isNotNegative();
        });
    }

    private static List<Fault> first(Stream<Fault> plan, int number) {
        return plan.limit(number).toList();
    }
}
