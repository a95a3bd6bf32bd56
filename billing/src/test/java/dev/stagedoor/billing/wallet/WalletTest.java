package dev.stagedoor.billing.wallet;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LedgerBrowser;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.pricing.Increment;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people see of the ledger. */
class WalletTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID performer = id();
    private TestBilling test;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldShowNothingForSomeoneNew() {
        Wallet wallet = test.billing.wallets().wallet(id());
        assertThat(wallet).isEqualTo(new Wallet(coins(0), coins(0), new Money(0, Asset.INR)));
        assertThat(test.billing.wallets().earnings(id()).total()).isEqualTo(new Money(0, Asset.INR));
    }

    @Test
    void shouldMoveATipAtOnce() {
        UUID viewer = test.viewerWith(100);
        TipOutcome outcome = test.billing.tips().tip(tip(id(), viewer, 30, "hello"));
        assertThat(outcome).isEqualTo(new TipOutcome.Posted(coins(70), false));
        Earnings earnings = test.billing.wallets().earnings(performer);
        assertThat(earnings.pending()).isEqualTo(new Money(13_50, Asset.INR));
        assertThat(earnings.today()).isEqualTo(new Money(13_50, Asset.INR));
        assertThat(test.walletNews).contains(viewer, performer);
    }

    @Test
    void shouldCountARepeatedTipOnceAndRefuseOtherContentUnderItsId() {
        UUID viewer = test.viewerWith(100);
        UUID tipId = id();
        test.billing.tips().tip(tip(tipId, viewer, 30, "hello"));
        assertThat(test.billing.tips().tip(tip(tipId, viewer, 30, "hello")))
                .isEqualTo(new TipOutcome.Posted(coins(70), true));
        assertThat(test.billing.tips().tip(tip(tipId, viewer, 31, "hello"))).isEqualTo(new TipOutcome.Conflict());
        assertThat(test.billing.tips().tip(tip(tipId, viewer, 30, "bye"))).isEqualTo(new TipOutcome.Conflict());
        assertThat(test.available(viewer)).isEqualTo(70_000);
    }

    @Test
    void shouldRefuseATipBeyondTheBalanceAndLeaveNoTrace() {
        UUID viewer = test.viewerWith(10);
        String state = "select md5(string_agg(t::text, '|' order by id)) from billing.account t";
        List<String> before = Sql.rows(DATABASE.owner(), state);
        assertThat(test.billing.tips().tip(tip(id(), viewer, 11, "")))
                .isEqualTo(new TipOutcome.InsufficientFunds(coins(11), coins(10)));
        assertThat(Sql.rows(DATABASE.owner(), state)).isEqualTo(before);
    }

    @Test
    void shouldGrantAPromotionOnce() {
        UUID viewer = id();
        UUID grant = id();
        assertThat(test.billing.wallets().grantPromotion(viewer, grant, coins(50), "welcome"))
                .isInstanceOf(PostOutcome.Posted.class);
        assertThat(test.billing.wallets().grantPromotion(viewer, grant, coins(50), "welcome"))
                .isInstanceOf(PostOutcome.Replayed.class);
        assertThat(test.billing.wallets().grantPromotion(viewer, grant, coins(51), "welcome"))
                .isInstanceOf(PostOutcome.IdempotencyConflict.class);
        assertThat(test.available(viewer)).isEqualTo(50_000);
    }

    @Test
    void shouldShowACallAsOneLineOfTheHistory() {
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        test.billing.metering().usage(call, 130_000);
        test.billing.tips().tip(new Tip(id(), viewer, performer, call, coins(5), "wow", false));
        test.billing.metering().end(call, 130_000, EndReason.HANG_UP);

        List<Movement> all = history(viewer, Movement.Filter.ALL, 200);

        assertThat(all.stream().map(line -> line.kind() + " " + line.amount().amountMinor() + " " + line.note()))
                .containsExactly("CALL -24000 ", "TIP -5000 wow", "PROMO 100000 test");
        assertThat(all.getFirst().callId()).isEqualTo(call);
        assertThat(all.getFirst().counterpartyId()).isEqualTo(performer);
        assertThat(history(viewer, Movement.Filter.BOUGHT, 200)).hasSize(1);
        assertThat(history(viewer, Movement.Filter.SPENT, 200)).hasSize(2);
        assertThat(all.stream().mapToLong(line -> line.amount().amountMinor()).sum())
                .isEqualTo(test.available(viewer));
    }

    @Test
    void shouldTipWithAMessageForThePerformerAloneOnceAndWithinTheCoins() {
        UUID viewer = test.viewerWith(100);
        Tip tip = new Tip(id(), viewer, performer, null, coins(60), "call me", false, true);

        assertThat(Together.run(4, () -> test.billing.tips().tip(tip)))
                .filteredOn(outcome -> outcome.equals(new TipOutcome.Posted(coins(40), false)))
                .hasSize(1);
        assertThat(test.billing.tips().tip(new Tip(id(), viewer, performer, null, coins(60), "", false, true)))
                .isInstanceOf(TipOutcome.InsufficientFunds.class);
        assertThat(test.billing.tips().tip(new Tip(tip.tipId(), viewer, performer, null, coins(60), "call me", false)))
                .isInstanceOf(TipOutcome.Conflict.class);
        assertThat(history(viewer, Movement.Filter.SPENT, 200))
                .singleElement()
                .satisfies(line -> assertThat(line.privateMessage()).isTrue());
        test.billing.tips().tip(tip(id(), viewer, 1, "for all"));
        assertThat(history(viewer, Movement.Filter.SPENT, 200).stream()
                        .map(line -> line.privateMessage() + " " + line.note()))
                .containsExactly("false for all", "true ");
    }

    @Test
    void shouldPageThroughAHistoryWithoutGapsOrRepeats() {
        UUID viewer = test.viewerWith(100);
        for (int i = 1; i <= 12; i++) {
            test.billing.tips().tip(tip(id(), viewer, i % 3 + 1, "tip " + i));
        }
        List<Movement> whole = history(viewer, Movement.Filter.ALL, 200);
        assertThat(whole).hasSize(13);
        assertThat(history(viewer, Movement.Filter.ALL, 5)).isEqualTo(whole);
        assertThat(history(viewer, Movement.Filter.ALL, 1)).isEqualTo(whole);
        assertThat(test.billing
                        .wallets()
                        .movements(viewer, Movement.Filter.ALL, "not a cursor", 200)
                        .items())
                .isEqualTo(whole);
    }

    @Test
    void shouldCountEarningsTheSameBeforeAndAfterFolding() {
        UUID viewer = test.viewerWith(500);
        for (int i = 0; i < 5; i++) {
            test.billing.tips().tip(tip(id(), viewer, 7, ""));
            Earnings before = test.billing.wallets().earnings(performer);
            test.billing.runMaintenance();
            test.billing.runMaintenance();
            assertThat(test.billing.wallets().earnings(performer)).isEqualTo(before);
            assertThat(test.billing.ledger().trialBalance().zero()).isTrue();
        }
        assertThat(Sql.number(DATABASE.owner(), "select upto_transfer from billing.snapshot_mark"))
                .isGreaterThan(0);
    }

    @Test
    void shouldShowTheJournalToAnAccountant() {
        UUID viewer = test.viewerWith(100);
        test.billing.tips().tip(tip(id(), viewer, 30, "hello"));
        LedgerBrowser ledger = test.billing.ledger();
        LedgerBrowser.AccountRow wallet =
                ledger.accounts(viewer, "V1", null, 10).items().getFirst();
        assertThat(wallet.balance()).isEqualTo(coins(70));
        assertThat(wallet.version()).isEqualTo(2);

        List<LedgerBrowser.TransferRow> transfers = ledger.transfers(
                        new LedgerBrowser.Filter(wallet.id(), null, null), null, 10)
                .items();

        assertThat(transfers.stream().map(LedgerBrowser.TransferRow::code)).containsExactly("TIP", "PROMO");
        assertThat(transfers.getFirst().entries().stream()
                        .map(entry -> entry.code() + " " + entry.amount().amountMinor()))
                .containsExactly("V1 -30000", "P2 30000", "P6 -1350", "C1 1350");
        assertThat(ledger.transfer(transfers.getFirst().id())).isEqualTo(transfers.getFirst());
        assertThat(ledger.transfer(Long.MAX_VALUE)).isNull();
    }

    private Tip tip(UUID tipId, UUID viewer, long whole, String message) {
        return new Tip(tipId, viewer, performer, null, coins(whole), message, false);
    }

    /** All pages of that size, put together. */
    private List<Movement> history(UUID viewer, Movement.Filter filter, int pageSize) {
        List<Movement> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Movement> page = test.billing.wallets().movements(viewer, filter, cursor, pageSize);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }
}
