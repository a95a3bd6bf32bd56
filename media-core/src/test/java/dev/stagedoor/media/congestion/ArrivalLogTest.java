package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtcp.RecordingVisitor;
import dev.stagedoor.media.rtcp.RtcpParser;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivalLogTest {
    private static final long TICK_NS = 250_000;

    private final ArrivalLog log = new ArrivalLog();
    private final RtcpWriter out = new RtcpWriter(Arena.ofAuto().allocate(1_200));

    @Test
    void reportsFromTheEndOfTheLastMessageToTheNewest() {
        log.onPacket(65_534, 1_000 * TICK_NS);
        log.onPacket(0, 1_010 * TICK_NS);
        assertThat(report()).containsExactly("TWCC 65534@1000 65535@- 0@1010");
        assertThat(log.pending()).isFalse();

        log.onPacket(3, 1_500 * TICK_NS);
        assertThat(report()).containsExactly("TWCC 1@- 2@- 3@1500");
    }

    @Test
    void aLatePacketCorrectsWhatWasReportedMissing() {
        log.onPacket(10, 1_000 * TICK_NS);
        log.onPacket(12, 1_001 * TICK_NS);
        report();
        log.onPacket(11, 1_400 * TICK_NS);

        assertThat(report()).containsExactly("TWCC 11@1400 12@1001");
    }

    @Test
    void everyNumberUpToTheNewestIsReportedInSpiteOfLossAndReordering() {
        Random random = SeededRandom.create("ArrivalLogTest");
        Set<Integer> received = new HashSet<>();
        Set<Integer> mentioned = new HashSet<>();
        Set<Integer> sent = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            int number = Math.max(0, i - random.nextInt(5));
            if (random.nextInt(8) != 0) {
                log.onPacket(number, i * 3L * TICK_NS);
                sent.add(number);
            }
            if (i % 100 == 99) {
                for (String item : report()) {
                    for (String part : item.substring(5).split(" ", -1)) {
                        int at = part.indexOf('@');
                        mentioned.add(Integer.parseInt(part.substring(0, at)));
                        if (!part.endsWith("-")) {
                            received.add(Integer.parseInt(part.substring(0, at)));
                        }
                    }
                }
            }
        }
        assertThat(received).isEqualTo(sent);
        assertThat(mentioned).hasSizeGreaterThanOrEqualTo(19_990);
    }

    private List<String> report() {
        out.begin();
        log.report(out, 1, 2);
        RecordingVisitor visitor = new RecordingVisitor();
        assertThat(RtcpParser.parse(out.memory(), 0, out.length(), visitor)).isTrue();
        return visitor.take();
    }
}
