package dev.stagedoor.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutgoingNumberingTest {
    private static final int WINDOW = 64;

    private final OutgoingNumbering numbering = new OutgoingNumbering(100, WINDOW);

    @Test
    void whatIsSkippedLeavesNoGapAndWhatIsMissingLeavesOne() {
        numbering.beginRun(10);
        assertThat(numbering.next(10, 0)).isEqualTo(100);
        numbering.skip(11, 0);
        assertThat(numbering.next(13, 7)).isEqualTo(102);
        numbering.skip(15, 8);
        assertThat(numbering.next(16, 9)).isEqualTo(104);

        assertThat(numbering.isLate(12)).isTrue();
        assertThat(numbering.note(12)).isEqualTo(7);
        assertThat(numbering.takeKept(12)).isEqualTo(101);
        assertThat(numbering.takeKept(12)).as("a number is given once").isEqualTo(OutgoingNumbering.NONE);
        assertThat(numbering.takeKept(14)).isEqualTo(103);
        assertThat(numbering.takeKept(11)).isEqualTo(OutgoingNumbering.NONE);
        assertThat(numbering.takeKept(9)).as("before the run").isEqualTo(OutgoingNumbering.NONE);
    }

    @Test
    void theNextRunGoesOnOneAfterTheHighestAndForgetsTheOneBefore() {
        numbering.beginRun(10);
        numbering.next(10, 0);
        numbering.next(12, 0);
        numbering.endRun();
        assertThat(numbering.inRun()).isFalse();
        numbering.beginRun(11);

        assertThat(numbering.next(11, 0)).isEqualTo(103);
        assertThat(numbering.takeKept(11)).isEqualTo(OutgoingNumbering.NONE);
    }

    @Test
    void aHoleBeyondTheWindowIsStillAHole() {
        numbering.beginRun(0);
        assertThat(numbering.next(0, 0)).isEqualTo(100);
        assertThat(numbering.next(1_000, 0)).isEqualTo(1_100);
        assertThat(numbering.takeKept(999)).isEqualTo(1_099);
        assertThat(numbering.takeKept(1_000 - WINDOW)).isEqualTo(OutgoingNumbering.NONE);
    }

    /** Chance decides what is skipped, lost, or late; every number is given at most once and sent in the source's order. */
    @Test
    void numbersAreUniqueAndKeepTheOrderOfTheSource() {
        Random random = SeededRandom.create("OutgoingNumberingTest");
        for (int round = 0; round < 300; round++) {
            OutgoingNumbering tested = new OutgoingNumbering(0, WINDOW);
            List<Long> arrivals = new ArrayList<>();
            for (long i = 0; i < 500; i++) {
                arrivals.add(i);
            }
            for (int i = 1; i + 8 < arrivals.size(); i += 8) {
                Collections.shuffle(arrivals.subList(i, i + 8), random);
            }
            tested.beginRun(0);
            long[] given = new long[500];
            Set<Long> used = new HashSet<>();
            for (long source : arrivals) {
                boolean skipped = source % 4 == 3;
                boolean lost = source > 0 && random.nextInt(20) == 0;
                given[(int) source] = OutgoingNumbering.NONE;
                if (lost) {
                    continue;
                }
                if (tested.isLate(source)) {
                    given[(int) source] = tested.takeKept(source);
                } else if (skipped) {
                    tested.skip(source, 0);
                } else {
                    given[(int) source] = tested.next(source, 0);
                }
                long number = given[(int) source];
                assertThat(number == OutgoingNumbering.NONE || used.add(number)).isTrue();
                assertThat(skipped || number != OutgoingNumbering.NONE)
                        .as("round %d: %d has a number", round, source)
                        .isTrue();
            }
            long before = -1;
            for (long number : given) {
                if (number != OutgoingNumbering.NONE) {
                    assertThat(number).isGreaterThan(before);
                    before = number;
                }
            }
        }
    }
}
