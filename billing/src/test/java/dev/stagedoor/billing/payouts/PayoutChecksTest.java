package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.audit.CheckStore;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresChecks;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the reconciliation says of payouts on their way. */
class PayoutChecksTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private PayoutBench bench;
    private CheckStore checks;

    @BeforeEach
    void open() {
        bench = new PayoutBench(DATABASE, Till.NAME);
        checks = new PostgresChecks(new Database(DATABASE.pool(), 2, UUID.randomUUID(), _ -> {}));
    }

    @Test
    void shouldFindAPayoutThatNobodyAnswersForWhateverElseThePayeeIsPaid() {
        UUID payee = bench.payeeWith(5_000_00);
        bench.till.next = new PayoutProvider.Answer.NoAnswer("the line is dead");
        Payout lost = bench.request(payee, 1_000_00);
        bench.send();
        assertThat(bench.now(lost).state()).isEqualTo(PayoutState.UNKNOWN);
        bench.pass(Duration.ofDays(4));
        Payout fresh = bench.request(payee, 600_00);
        assertThat(find(Check.PAYOUT_AGE).samples())
                .singleElement()
                .asString()
                .startsWith("payout " + lost.id())
                .doesNotContain(fresh.id().toString());
    }

    @Test
    void shouldFindTheBooksAndPayoutsInStepAtEveryStep() {
        UUID payee = bench.payeeWith(5_000_00);
        inStep();
        Payout paid = bench.request(payee, 1_000_00);
        inStep();
        bench.till.next = new PayoutProvider.Answer.Processing("ref");
        bench.send();
        assertThat(bench.now(paid).state()).isEqualTo(PayoutState.SENT);
        inStep();
        Payout refused = bench.request(payee, 700_00);
        bench.till.next = new PayoutProvider.Answer.Failed("ref", "account closed", false);
        bench.send();
        assertThat(bench.now(refused).state()).isEqualTo(PayoutState.FAILED);
        inStep();
        bench.till.next = null;
        bench.pass(Duration.ofHours(2));
        bench.send();
        assertThat(bench.now(paid).state()).isEqualTo(PayoutState.CONFIRMED);
        inStep();
    }

    private void inStep() {
        assertThat(find(Check.PAYOUTS).samples()).isEmpty();
    }

    private CheckStore.Findings find(Check check) {
        return checks.find(check, bench.clock.get());
    }
}
