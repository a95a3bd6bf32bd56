package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stagedoor.media.ice.TransportAddress;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressTableTest {
    @Test
    void shouldAgreeWithAMapThroughManyChanges() {
        long seed = 4_711;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        AddressTable<String> table = new AddressTable<>();
        Map<TransportAddress, String> model = new HashMap<>();
        for (int round = 0; round < 50_000; round++) {
            TransportAddress address = new TransportAddress(0, random.nextInt(50), random.nextInt(40));
            String owner = "owner" + random.nextInt(3);
            if (random.nextBoolean()) {
                table.put(address, owner);
                model.put(address, owner);
            } else {
                table.remove(address, owner);
                model.remove(address, owner);
            }
            assertThat(table.get(0, address.low(), address.port())).isEqualTo(model.get(address));
        }
        model.forEach((address, owner) -> assertThat(table.get(address.high(), address.low(), address.port()))
                .isEqualTo(owner));
        assertThat(table.get(1, 1, 1)).isNull();
    }

    @Test
    void shouldNotAllocateWhenAsked() {
        AddressTable<String> table = new AddressTable<>();
        for (int port = 0; port < 1_000; port++) {
            table.put(new TransportAddress(1, 2, port), "owner");
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int found = ask(table, 50_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        found += ask(table, 50_000);
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 50_000).isZero();
        assertThat(found).isEqualTo(100_000);
    }

    private static int ask(AddressTable<String> table, int rounds) {
        int found = 0;
        for (int i = 0; i < rounds; i++) {
            found += table.get(1, 2, i % 1_000) == null ? 0 : 1;
        }
        return found;
    }
}
