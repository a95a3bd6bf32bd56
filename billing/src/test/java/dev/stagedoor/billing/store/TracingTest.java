package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told of the way of money to whoever follows it. */
class TracingTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final Recorded recorded = new Recorded();
    private final TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults(), recorded);

    /** Writes down steps when they end, with what was told. */
    private static final class Recorded implements Tracing {
        private final ConcurrentLinkedQueue<String> steps = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Origin> taken = new ConcurrentLinkedQueue<>();

        private record Here(Thread thread) implements Origin {}

        @Override
        public <T extends @Nullable Object> T step(String name, Function<Step, T> work) {
            StringBuilder facts = new StringBuilder(name);
            try {
                return work.apply(new Written(facts));
            } finally {
                steps.add(facts.toString());
            }
        }

        @Override
        public Origin here() {
            return new Here(Thread.currentThread());
        }

        @Override
        public <T extends @Nullable Object> T stepOf(List<Origin> origins, String name, Function<Step, T> work) {
            taken.addAll(origins);
            return step("of " + origins.size() + ' ' + name, work);
        }

        private record Written(StringBuilder facts) implements Step {
            @Override
            public void tell(String name, String value) {
                facts.append(' ').append(name).append('=').append(value);
            }

            @Override
            public void tell(String name, long value) {
                tell(name, Long.toString(value));
            }
        }
    }

    @Test
    void shouldTellOfATipAndOfItsTransactionOnAnotherThread() {
        UUID viewer = test.viewerWith(10);
        recorded.steps.clear();
        recorded.taken.clear();
        UUID tipId = TestBilling.id();
        Tip tip = new Tip(tipId, viewer, TestBilling.id(), null, TestBilling.coins(1), "", false);

        assertThat(test.billing.tips().tip(tip)).isInstanceOf(TipOutcome.Posted.class);

        assertThat(recorded.steps)
                .anyMatch(step -> step.equals("of 1 ledger.transaction requests=1"))
                .anyMatch(step -> step.matches("ledger.post transfer.code=TIP outcome=Posted transfer.id=\\d+"));
        assertThat(recorded.taken).containsExactly(new Recorded.Here(Thread.currentThread()));
    }

    @Test
    void shouldTellOfACallFromHoldToSettlement() {
        UUID viewer = test.viewerWith(100);
        recorded.steps.clear();

        UUID call = test.call(viewer, TestBilling.id(), 10, Increment.MINUTE);
        test.billing.metering().usage(call, 30_000);
        test.billing.metering().end(call, 30_000, EndReason.HANG_UP);

        assertThat(recorded.steps)
                .contains("metering.hold session.id=" + call + " outcome=Held")
                .contains("ledger.transaction tries=1")
                .anyMatch(step -> step.startsWith("metering.step session.id=" + call + " postings=1")
                        && step.endsWith("outcome=Advanced"))
                .anyMatch(step -> step.startsWith("metering.settle session.id=" + call));
    }
}
