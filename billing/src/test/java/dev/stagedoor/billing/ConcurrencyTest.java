package dev.stagedoor.billing;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.HoldOutcome;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderOutcome;
import dev.stagedoor.billing.payments.SignedWebhook;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same coins, the same ids, the same moment. Two nodes share one database throughout. */
class ConcurrencyTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final int WRITERS = 16;

    private final UUID performer = id();
    private TestBilling one;
    private TestBilling two;

    @BeforeEach
    void open() {
        BillingConfig halfThePool =
                BillingConfig.builder().maximumTransactions(8).build();
        one = new TestBilling(DATABASE.pool(), halfThePool);
        two = new TestBilling(DATABASE.pool(), halfThePool);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @RepeatedTest(3)
    void shouldNotSpendCoinsTwiceInTwoCalls() {
        UUID viewer = one.viewerWith(30);
        Quote first = one.quote(viewer, id(), 8, Increment.MINUTE);
        Quote second = two.quote(viewer, id(), 8, Increment.MINUTE);
        List<HoldOutcome> outcomes = Together.run(List.of(
                () -> one.billing.metering().hold(id(), first.quoteId()),
                () -> two.billing.metering().hold(id(), second.quoteId())));
        assertThat(outcomes).filteredOn(HoldOutcome.Held.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(HoldOutcome.Busy.class::isInstance).hasSize(1);
        assertThat(one.available(viewer)).isEqualTo(6_000);
    }

    @RepeatedTest(3)
    void shouldNotSpendCoinsTwiceInACallAndTips() {
        UUID viewer = one.viewerWith(50);
        Quote quote = one.quote(viewer, performer, 8, Increment.MINUTE);
        UUID call = id();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        tasks.add(() -> one.billing.metering().hold(call, quote.quoteId()) instanceof HoldOutcome.Held);
        for (int i = 1; i < WRITERS; i++) {
            TestBilling node = i % 2 == 0 ? one : two;
            tasks.add(() -> node.billing.tips().tip(tip(id(), viewer, 10)) instanceof TipOutcome.Posted);
        }
        List<Boolean> done = Together.run(tasks);
        long tips = done.stream().skip(1).filter(yes -> yes).count();
        long spent = tips * 10_000 + (done.getFirst() ? 24_000 : 0);
        assertThat(spent).isBetween(44_000L, 50_000L);
        assertThat(one.available(viewer)).isEqualTo(50_000 - spent);
    }

    @Test
    void shouldNotTakeATipFromWhatARunningCallHasReserved() {
        UUID viewer = one.viewerWith(100);
        UUID call = one.call(viewer, performer, 8, Increment.MINUTE);
        List<Callable<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            long ms = 30_000L * (i + 1);
            tasks.add(() -> one.billing.metering().usage(call, ms));
            tasks.add(() -> two.billing.tips().tip(tip(id(), viewer, 7)));
        }
        Together.run(tasks);
        Receipt receipt = one.billing.metering().end(call, 30_000L * WRITERS, EndReason.HANG_UP);
        long tipped =
                Sql.number(DATABASE.owner(), "select sum(amount) from billing.tip where viewer_id = '" + viewer + "'");
        assertThat(one.available(viewer))
                .isEqualTo(100_000 - tipped - receipt.charged().amountMinor());
        assertThat(one.held(viewer)).isZero();
    }

    @RepeatedTest(3)
    void shouldCountOneTipWhenItComesFiveTimes() {
        UUID viewer = one.viewerWith(100);
        Tip tip = tip(id(), viewer, 10);
        List<TipOutcome> outcomes = Together.run(5, () -> one.billing.tips().tip(tip));
        assertThat(outcomes).allMatch(TipOutcome.Posted.class::isInstance);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof TipOutcome.Posted posted && !posted.repeated())
                .hasSize(1);
        assertThat(one.available(viewer)).isEqualTo(90_000);
    }

    @RepeatedTest(3)
    void shouldCountOneHoldWhenItComesFiveTimes() {
        UUID viewer = one.viewerWith(100);
        UUID call = id();
        Quote quote = one.quote(viewer, id(), 8, Increment.MINUTE);
        List<HoldOutcome> outcomes =
                Together.run(5, () -> one.billing.metering().hold(call, quote.quoteId()));
        assertThat(outcomes).containsOnly(new HoldOutcome.Held(coins(24)));
        assertThat(one.held(viewer)).isEqualTo(24_000);
    }

    @RepeatedTest(3)
    void shouldEndOnceWhenTheEndComesFiveTimes() {
        UUID viewer = one.viewerWith(100);
        UUID call = one.call(viewer, id(), 8, Increment.MINUTE);
        one.billing.metering().usage(call, 61_000);
        List<Receipt> receipts = Together.run(5, () -> one.billing.metering().end(call, 61_000, EndReason.HANG_UP));
        assertThat(receipts).containsOnly(receipts.getFirst());
        assertThat(one.available(viewer)).isEqualTo(84_000);
    }

    @RepeatedTest(3)
    void shouldCreditOneTopUpWhenItsWebhookComesFiveTimes() {
        UUID buyer = id();
        Order order = ((OrderOutcome.Created) one.billing.payments().order(buyer, "inr-99", id().toString())).order();
        SignedWebhook paid =
                one.billing.payments().sandbox().pay(order.orderId(), "DOUBLE").getFirst();
        byte[] body = paid.body().getBytes(StandardCharsets.UTF_8);
        List<WebhookOutcome> outcomes =
                Together.run(5, () -> two.billing.providerNews().webhook("sandbox", paid.headers(), body, "127.0.0.1"));
        assertThat(outcomes)
                .filteredOn(WebhookOutcome.Accepted.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(WebhookOutcome.Duplicate.class::isInstance)
                .hasSize(4);
        assertThat(one.available(buyer)).isEqualTo(110_000);
    }

    @Test
    void shouldLoseNoUpdateWithSixteenWritersOnAFewAccounts() {
        long seed = TestSeed.of(16);
        int rounds = 40;
        List<UUID> viewers = List.of(one.viewerWith(400), one.viewerWith(400), one.viewerWith(400));
        List<Callable<Long>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed + i);
            TestBilling node = i % 2 == 0 ? one : two;
            writers.add(() -> {
                long spent = 0;
                for (int round = 0; round < rounds; round++) {
                    UUID viewer = viewers.get(random.nextInt(viewers.size()));
                    if (node.billing.tips().tip(tip(id(), viewer, 1 + random.nextInt(4)))
                            instanceof TipOutcome.Posted) {
                        spent++;
                    }
                    if (random.nextInt(10) == 0) {
                        node.billing.ledger().trialBalance();
                        node.billing.wallets().earnings(performer);
                    }
                }
                return spent;
            });
        }
        long posted = Together.run(writers).stream().mapToLong(Long::longValue).sum();
        assertThat(Sql.number(
                        DATABASE.owner(), "select count(*) from billing.tip where performer_id = '" + performer + "'"))
                .as("seed " + seed)
                .isEqualTo(posted);
        long given = Sql.number(
                DATABASE.owner(), "select sum(earned_minor) from billing.tip where performer_id = '" + performer + "'");
        assertThat(one.billing.wallets().earnings(performer).pending()).isEqualTo(new Money(given, Asset.INR));
    }

    @Test
    void shouldFoldBalancesWhileOthersPost() {
        UUID viewer = one.viewerWith(1_000);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            boolean folds = i % 4 == 0;
            tasks.add(() -> {
                for (int round = 0; round < 12; round++) {
                    if (folds) {
                        two.billing.runMaintenance();
                    } else {
                        one.billing.tips().tip(tip(id(), viewer, 1));
                    }
                    assertThat(one.billing.ledger().trialBalance().zero()).isTrue();
                }
                return 0;
            });
        }
        Together.run(tasks);
        one.billing.runMaintenance();
        one.billing.runMaintenance();
    }

    private Tip tip(UUID tipId, UUID viewer, long whole) {
        return new Tip(tipId, viewer, performer, null, coins(whole), "", true);
    }
}
