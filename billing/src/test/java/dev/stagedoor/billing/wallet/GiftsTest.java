package dev.stagedoor.billing.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GiftsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
    private final UUID performer = TestBilling.id();

    @AfterEach
    void theBooksBalance() {
        test.billing.maintenance().runUpkeep();
        Invariants.check(DATABASE.owner());
    }

    private static Gift gift(UUID viewer, UUID performer, String item, int quantity, long coins) {
        return new Gift(
                TestBilling.id(),
                viewer,
                performer,
                null,
                item,
                quantity,
                TestBilling.coins(coins),
                "hi",
                false,
                false);
    }

    @ParameterizedTest(name = "{1} × {0} for {2} coins, {3} paise for the performer")
    @CsvSource({"rose, 1, 10, 450", "rose, 3, 30, 1350", "castle, 1, 10000, 450000", "teddy-bear, 2, 200, 9000"})
    void shouldMoveThePriceAndShareItLikeEverythingElse(String item, int quantity, long coins, long earnedMinor) {
        UUID viewer = test.viewerWith(coins + 7);

        GiftOutcome outcome = test.billing.gifts().give(gift(viewer, performer, item, quantity, coins));

        assertThat(outcome).isEqualTo(new GiftOutcome.Posted(TestBilling.coins(7), false));
        assertThat(test.billing.wallets().earnings(performer).total().amountMinor())
                .isEqualTo(earnedMinor);
        List<Movement> history = test.billing
                .wallets()
                .movements(viewer, Movement.Filter.SPENT, null, 10)
                .items();
        assertThat(history).singleElement().satisfies(line -> {
            assertThat(line.kind()).isEqualTo("GIFT");
            assertThat(line.note()).endsWith(" × " + quantity);
            assertThat(line.gift()).isNotNull().satisfies(given -> {
                assertThat(given.item()).isEqualTo(item);
                assertThat(given.quantity()).isEqualTo(quantity);
                assertThat(line.note()).startsWith(given.name());
            });
            assertThat(line.counterpartyId()).isEqualTo(performer);
        });
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select unit_coins * quantity from billing.gift where tip_id in"
                                + " (select id from billing.tip where viewer_id = '" + viewer + "')"))
                .containsExactly(String.valueOf(coins * 1_000));
    }

    /** Ids are the clients', and everybody in a show is told those of others. */
    @ParameterizedTest(name = "a private tip: {0}")
    @ValueSource(booleans = {false, true})
    void shouldGiveNothingUnderAnIdThatSomethingElseWasGivenUnder(boolean privately) {
        UUID viewer = test.viewerWith(100);
        UUID other = test.viewerWith(100);
        UUID id = TestBilling.id();
        assertThat(test.billing.tips().tip(tip(id, viewer, privately))).isInstanceOf(TipOutcome.Posted.class);

        assertThat(test.billing.gifts().give(rose(id, viewer))).isEqualTo(new GiftOutcome.Conflict());
        assertThat(test.billing.gifts().give(rose(id, other))).isEqualTo(new GiftOutcome.Conflict());
        assertThat(test.billing.tips().tip(tip(id, other, privately))).isEqualTo(new TipOutcome.Conflict());
        assertThat(test.available(viewer)).isEqualTo(90_000);
        assertThat(test.available(other)).isEqualTo(100_000);
    }

    private Tip tip(UUID id, UUID viewer, boolean privately) {
        return new Tip(id, viewer, performer, null, TestBilling.coins(10), "hi", false, privately);
    }

    private Gift rose(UUID id, UUID viewer) {
        return new Gift(id, viewer, performer, null, "rose", 1, TestBilling.coins(10), "hi", false, false);
    }

    @Test
    void shouldCountOnceHoweverOftenItIsSent() {
        UUID viewer = test.viewerWith(100);
        Gift rose = gift(viewer, performer, "rose", 1, 10);

        List<GiftOutcome> outcomes = Together.run(8, () -> test.billing.gifts().give(rose));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof GiftOutcome.Posted(Money _, boolean repeated) && !repeated)
                .hasSize(1);
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(GiftOutcome.Posted.class));
        assertThat(test.available(viewer)).isEqualTo(90_000);
        assertThat(test.billing
                        .gifts()
                        .give(new Gift(
                                rose.giftId(),
                                viewer,
                                TestBilling.id(),
                                null,
                                "rose",
                                1,
                                rose.price(),
                                "hi",
                                false,
                                false)))
                .isEqualTo(new GiftOutcome.Conflict());
    }

    /** A repeat that would be read by others is another gift. */
    @Test
    void shouldRememberThatAMessageIsForThePerformerAlone() {
        UUID viewer = test.viewerWith(100);
        Gift open = gift(viewer, performer, "rose", 1, 10);
        Gift hidden = new Gift(
                TestBilling.id(), viewer, performer, null, "rose", 1, TestBilling.coins(10), "hi", false, true);
        assertThat(test.billing.gifts().give(open)).isInstanceOf(GiftOutcome.Posted.class);
        assertThat(test.billing.gifts().give(hidden)).isInstanceOf(GiftOutcome.Posted.class);

        assertThat(test.billing
                        .wallets()
                        .movements(viewer, Movement.Filter.SPENT, null, 10)
                        .items())
                .extracting(Movement::privateMessage)
                .containsExactly(true, false);
        assertThat(test.billing
                        .gifts()
                        .give(new Gift(
                                open.giftId(), viewer, performer, null, "rose", 1, open.price(), "hi", false, true)))
                .isEqualTo(new GiftOutcome.Conflict());
    }

    @Test
    void shouldReadThePerformerEverythingThatWasGivenPageByPage() {
        UUID viewer = test.viewerWith(100);
        Gift roses = new Gift(
                TestBilling.id(), viewer, performer, null, "rose", 2, TestBilling.coins(20), "for you", false, true);
        test.billing.gifts().give(roses);
        for (boolean anonymous : new boolean[] {false, true}) {
            test.billing
                    .tips()
                    .tip(new Tip(TestBilling.id(), viewer, performer, null, TestBilling.coins(5), "hello", anonymous));
        }
        test.billing.gifts().give(gift(viewer, TestBilling.id(), "rose", 1, 10));

        List<ReceivedTip> all =
                test.billing.wallets().received(performer, null, 10).items();
        assertThat(all).extracting(ReceivedTip::viewerId).containsExactly(null, viewer, viewer);
        assertThat(all).extracting(ReceivedTip::privateMessage).containsExactly(false, false, true);
        assertThat(all.getLast().message()).isEqualTo("for you");
        assertThat(all.getLast().gift()).isEqualTo(new Movement.GivenGift("rose", "Rose", 2));
        List<ReceivedTip> paged = new ArrayList<>();
        String cursor = null;
        do {
            var page = test.billing.wallets().received(performer, cursor, 1);
            paged.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void shouldRefuseWithoutMovingAnything() {
        UUID viewer = test.viewerWith(9);

        assertThat(test.billing.gifts().give(gift(viewer, performer, "rose", 1, 10)))
                .isEqualTo(new GiftOutcome.InsufficientFunds(TestBilling.coins(10), TestBilling.coins(9)));
        assertThat(test.billing.gifts().give(gift(viewer, performer, "rose", 1, 1)))
                .isEqualTo(new GiftOutcome.PriceChanged(TestBilling.coins(10)));
        assertThat(test.billing.gifts().give(gift(viewer, performer, "unicorn", 1, 1)))
                .isEqualTo(new GiftOutcome.Unknown());
        assertThat(test.available(viewer)).isEqualTo(9_000);
    }
}
