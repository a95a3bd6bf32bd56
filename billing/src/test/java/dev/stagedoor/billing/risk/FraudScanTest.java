package dev.stagedoor.billing.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much a scan counts before it looks. */
class FraudScanTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    @Test
    void shouldCountWhatHasPiledUpAndNotWaitForABusyServerToRest() {
        RiskBench bench = new RiskBench(DATABASE);
        Queue<Long> passed = new ArrayDeque<>(List.of(RiskStore.MOST_AT_ONCE, RiskStore.MOST_AT_ONCE, 7L, 7L, 7L));
        RiskStore busy = (RiskStore) Proxy.newProxyInstance(
                RiskStore.class.getClassLoader(),
                new Class<?>[] {RiskStore.class},
                (_, method, arguments) ->
                        method.getName().equals("count") ? passed.remove() : method.invoke(bench.store, arguments));
        new FraudScan(busy, RiskTerms.defaults(), TestBilling::id, new RiskCounts()).run(RiskBench.NOW);
        assertThat(passed).as("left to the next scan").containsExactly(7L, 7L);
    }
}
