package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final long GAP_NS = 5_000;

    @Test
    void deliveredTimeIsTheSumOfRunsUpToTheirLastPackets() {
        DeliveryClock clock = new DeliveryClock(GAP_NS);
        assertThat(clock.run()).isNull();
        for (long at : new long[] {100, 1_100, 6_100, 11_101, 12_101}) {
            clock.onPacket(at);
        }

        assertThat(clock.totalNs()).isEqualTo(6_000 + 1_000);
        assertThat(clock.run()).isEqualTo(new DeliveryClock.Run(11_101, 12_101));
    }

    @Test
    void aBrokenRunIsNotContinued() {
        DeliveryClock clock = new DeliveryClock(GAP_NS);
        clock.onPacket(0);
        clock.onPacket(1_000);
        clock.breakRun();
        clock.onPacket(2_000);
        clock.onPacket(2_500);

        assertThat(clock.totalNs()).isEqualTo(1_500);
    }

    /** Against a model that marks every single nanosecond in which both legs were inside a run. */
    @Test
    void mutualTimeEqualsTheOverlapCountedInstantByInstant() {
        Random random = SeededRandom.create("ClocksTest");
        for (int round = 0; round < 200; round++) {
            int lengthNs = 60_000;
            List<DeliveryClock> legs = List.of(new DeliveryClock(GAP_NS), new DeliveryClock(GAP_NS));
            List<List<Integer>> packets = List.of(arrivals(random, lengthNs), arrivals(random, lengthNs));
            MutualClock mutual = new MutualClock();
            int[] next = new int[2];
            for (int now = 0; now <= lengthNs; now++) {
                for (int leg = 0; leg < 2; leg++) {
                    while (next[leg] < packets.get(leg).size()
                            && packets.get(leg).get(next[leg]) <= now) {
                        legs.get(leg).onPacket(packets.get(leg).get(next[leg]++));
                    }
                }
                if (now % 250 == 0 || now == lengthNs) {
                    DeliveryClock.Run first = legs.get(0).run();
                    DeliveryClock.Run second = legs.get(1).run();
                    if (first != null && second != null) {
                        mutual.advance(List.of(first, second));
                    }
                }
            }

            boolean[] inFirst = insideRuns(packets.get(0), lengthNs);
            boolean[] inSecond = insideRuns(packets.get(1), lengthNs);
            long expected = 0;
            for (int i = 0; i < lengthNs; i++) {
                expected += inFirst[i] && inSecond[i] ? 1 : 0;
            }
            assertThat(mutual.totalNs()).as("round " + round).isEqualTo(expected);
        }
    }

    private static List<Integer> arrivals(Random random, int lengthNs) {
        List<Integer> arrivals = new ArrayList<>();
        int at = random.nextInt(2_000);
        while (at < lengthNs) {
            arrivals.add(at);
            at += 1 + random.nextInt(random.nextInt(12) == 0 ? 12_000 : 400);
        }
        return arrivals;
    }

    private static boolean[] insideRuns(List<Integer> packets, int lengthNs) {
        boolean[] inside = new boolean[lengthNs];
        for (int i = 1; i < packets.size(); i++) {
            if (packets.get(i) - packets.get(i - 1) <= GAP_NS) {
                for (int at = packets.get(i - 1); at < packets.get(i); at++) {
                    inside[at] = true;
                }
            }
        }
        return inside;
    }
}
