package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.EarnedMoney;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.PlainBox;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.risk.RiskCounts;
import dev.stagedoor.billing.risk.RiskTerms;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresBankFile;
import dev.stagedoor.billing.store.PostgresConcerned;
import dev.stagedoor.billing.store.PostgresPayoutBrowser;
import dev.stagedoor.billing.store.PostgresPayouts;
import dev.stagedoor.billing.store.PostgresSandboxPayouts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Payouts with a clock in our hands, a till that we may break, and the steps that most tests begin with. */
final class PayoutBench {
    static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    /** A Tuesday, noon in Kolkata. */
    static final Instant NOON = Instant.parse("2026-03-10T06:30:00Z");

    private static final SecretBox BOX = new PlainBox((byte) 1);

    final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    final Till till = new Till();
    final EarnedMoney money;
    final Payouts payouts;
    final PayoutSender sender;
    final BankFile bankFile;
    final Concerned concerned;
    final PayoutWebhooks webhooks;

    PayoutBench(FreshDatabase fresh, String provider) {
        this(fresh, fresh.pool(), provider);
    }

    /** @param pool may break */
    PayoutBench(FreshDatabase fresh, DataSource pool, String provider) {
        this(fresh, pool, provider, List.of());
    }

    /** Pays by a provider that is outside. */
    PayoutBench(FreshDatabase fresh, PayoutProvider outside) {
        this(fresh, fresh.pool(), outside.name(), List.of(outside));
    }

    private PayoutBench(FreshDatabase fresh, DataSource pool, String provider, List<PayoutProvider> outside) {
        Database database = new Database(pool, 8, UUID.randomUUID(), _ -> {});
        EarningsTerms earnings = EarningsTerms.defaults(Asset.INR);
        PayoutTerms terms = PayoutTerms.defaults(Asset.INR, KOLKATA, provider);
        PayoutStore store = new PostgresPayouts(
                database, terms, earnings.taxPreset(), new PayoutPostings(TestBilling::id), BOX, watch(earnings));
        money = new EarnedMoney(fresh);
        bankFile = new BankFile(new PostgresBankFile(database, BOX), clock::get, TestBilling::id);
        concerned = new PostgresConcerned(database);
        payouts = new Payouts(
                store,
                new PostgresPayoutBrowser(database, earnings),
                concerned,
                new Payouts.InForce(() -> terms, () -> earnings),
                clock::get,
                TestBilling::id,
                bankFile);
        Map<String, PayoutProvider> providers = new HashMap<>();
        providers.put(Till.NAME, till);
        providers.put(BankFile.NAME, bankFile);
        providers.put(SandboxPayouts.NAME, new SandboxPayouts(new PostgresSandboxPayouts(database), clock::get));
        outside.forEach(each -> providers.put(each.name(), each));
        sender = new PayoutSender(store, providers);
        webhooks = new PayoutWebhooks(store, providers, clock::get);
    }

    /** A payee with papers in order, a bank account and that much to withdraw. */
    UUID payeeWith(long availableMinor) {
        return payeeWith(availableMinor, SandboxAccount.PAYS.number());
    }

    UUID payeeWith(long availableMinor, String account) {
        UUID payee = TestBilling.id();
        payouts.setDestination(payee, new Destination("Asha Rao", account, "TEST0000001"));
        payouts.verify(payee, "234F", "admin", "papers seen");
        if (availableMinor > 0) {
            money.makeAvailable(payee, availableMinor);
        }
        return payee;
    }

    Payout request(UUID payee, long grossMinor) {
        PayoutOutcome outcome = payouts.request(
                payee, false, grossMinor, SecondFactor.FRESH, TestBilling.id().toString());
        assertThat(outcome).isInstanceOf(PayoutOutcome.Accepted.class);
        return ((PayoutOutcome.Accepted) outcome).payout();
    }

    PayoutRefusal refusal(UUID payee, long grossMinor) {
        PayoutOutcome outcome = payouts.request(
                payee, false, grossMinor, SecondFactor.FRESH, TestBilling.id().toString());
        assertThat(outcome).isInstanceOf(PayoutOutcome.Refused.class);
        return ((PayoutOutcome.Refused) outcome).refusal();
    }

    void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
    }

    void send() {
        sender.run(clock.get());
    }

    Payout now(Payout payout) {
        return history(payout).payout();
    }

    List<PayoutState> steps(Payout payout) {
        return history(payout).steps().stream().map(PayoutBrowser.Step::state).toList();
    }

    private PayoutBrowser.History history(Payout payout) {
        return Objects.requireNonNull(payouts.browser().history(payout.id()), "there is such a payout");
    }

    List<Payout> all(UUID payee) {
        return payouts.browser().payouts(payee, null, null, 100).items();
    }

    /** What makes payouts wait, at its defaults. */
    static PostgresPayouts.Watch watch(EarningsTerms earnings) {
        return new PostgresPayouts.Watch(RiskTerms.defaults(), () -> earnings, TestBilling::id, new RiskCounts());
    }
}
