package dev.stagedoor.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.Mutations;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersAllocationTest {
    /** Three sizes of three rates in three streams, with sizes: what a simulcast of Chromium says. */
    private static final String SIMULCAST =
            "21 A8 32 5A 96 01 C8 01 90 03 F4 03 90 03 C8 06 A4 0D 013F 00B3 1E 027F 0167 1E 04FF 02CF 1E";

    private final LayersAllocation allocation = new LayersAllocation();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            01 00 64                          | 0/1: 0.0=100
            01 40 32 64                       | 0/1: 0.0=50,100
            01 00 64 013F 00EF 0F             | 0/1: 0.0=100@240/15
            07 54 32 64 AC02 D804 E807 9009   | 0/1: 0.0=50,100 0.1=300,600 0.2=1000,1168
            51 00 64 C801                     | 1/2: 0.0=100 1.0=200
            60 11 10 00 01 02 03              | 1/3: 0.0=1 1.0=2 2.0=3
            20 10 10 00 01 02                 | 0/3: 0.0=1 2.0=2
            A0 31 20 00 01 02 03 04           | 2/3: 0.0=1 0.1=2 1.0=3 2.1=4
            00                                | 0/4:
            01 00 64 FF                       | 0/1: 0.0=100
            00 00                             | 0/1:
            """)
    void whatIsOnIsReadWithWhatItCosts(String hex, String expected) {
        assertThat(read(hex)).isTrue();
        assertThat(text()).isEqualTo(expected.strip());
    }

    @Test
    void aSimulcastTellsItsSizes() {
        assertThat(read(SIMULCAST)).isTrue();
        assertThat(text()).isEqualTo("0/3: 0.0=50,90,150@180/30 1.0=200,400,500@360/30 2.0=400,840,1700@720/30");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // nothing, no count of rates, no rate, a rate without end, one that is far too large
        "''",
        "01",
        "01 00",
        "01 00 80",
        "01 00 FFFFFFFF7F",
        "01 00 808080808001",
        // a stream behind the last, masks cut short
        "41 00 64",
        "20 11",
        "60 11",
        // the second rate of a layer is missing
        "01 40 32",
    })
    void whatMakesNoSenseIsNotTaken(String hex) {
        assertThat(read(hex)).isFalse();
    }

    @Test
    void shouldReadAnythingWithoutLeavingIt() {
        Random random = SeededRandom.create("LayersAllocationTest");
        List<byte[]> real = Stream.of(SIMULCAST, "075432 64AC02D804E8079009", "A0312000 01020304", "0100 64", "00")
                .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")))
                .toList();
        Mutations mutations = new Mutations(random, real);
        MemorySegment memory = Arena.ofAuto().allocate(2_000);
        for (int i = 0; i < 300_000; i++) {
            byte[] element = mutations.next();
            long at = memory.byteSize() - element.length;
            MemorySegment.copy(element, 0, memory, ValueLayout.JAVA_BYTE, at, element.length);
            if (allocation.read(memory, at, element.length)) {
                assertThat(allocation.ownStream()).isLessThan(allocation.streams());
                text();
            }
        }
    }

    private boolean read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return allocation.read(RtpPackets.offHeap(bytes), 0, bytes.length);
    }

    /** Own stream, number of streams, then stream.layer=kbit/s of its rates@lines/pictures a second. */
    private String text() {
        List<String> layers = new ArrayList<>();
        for (int stream = 0; stream < allocation.streams(); stream++) {
            for (int layer = 0; layer < LayersAllocation.MAX_SPATIAL_LAYERS; layer++) {
                List<String> rates = new ArrayList<>();
                for (int rate = 0; rate < allocation.temporalLayers(stream, layer); rate++) {
                    assertThat(allocation.bitsPerSecond(stream, layer, rate)).isNotNegative();
                    rates.add(Long.toString(allocation.bitsPerSecond(stream, layer, rate) / 1_000));
                }
                int height = allocation.height(stream, layer);
                String size = height == 0 ? "" : "@" + height + "/" + allocation.framesPerSecond(stream, layer);
                if (!rates.isEmpty()) {
                    layers.add(" " + stream + "." + layer + "=" + String.join(",", rates) + size);
                }
            }
        }
        return allocation.ownStream() + "/" + allocation.streams() + ":" + String.join("", layers);
    }
}
