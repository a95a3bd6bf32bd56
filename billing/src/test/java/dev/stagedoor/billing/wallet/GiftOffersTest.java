package dev.stagedoor.billing.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.pricing.GiftLook;
import dev.stagedoor.billing.pricing.GiftLook.Category;
import dev.stagedoor.billing.pricing.Lists;
import dev.stagedoor.billing.pricing.PriceList;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a gift may be given, and by whom. Each test publishes a list of its own, which holds from its beginning on. */
class GiftOffersTest {
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

    @Test
    void shouldOfferAnEventsGiftBetweenItsDatesOnlyAndLetARepeatThrough() {
        UUID viewer = test.viewerWith(100);
        Instant begin = test.now().plusSeconds(60);
        Instant end = begin.plusSeconds(60);
        Lists.publish(
                test,
                Lists.giving(new PriceList.Gift(
                        "lamp",
                        "Lamp",
                        "🪔",
                        30,
                        new GiftLook(Category.EVENT, Map.of(), null, begin.toString(), end.toString()))));
        Gift lamp = gift(viewer, performer, "lamp", 1, 30);

        assertThat(test.billing.gifts().give(lamp)).isEqualTo(new GiftOutcome.NotNow(begin, end));
        assertThat(test.billing.gifts().catalogue()).isEmpty();
        test.pass(60_000);
        assertThat(test.billing.gifts().catalogue()).hasSize(1);
        assertThat(test.billing.gifts().give(lamp)).isEqualTo(new GiftOutcome.Posted(TestBilling.coins(70), false));
        test.pass(60_000);
        assertThat(test.billing.gifts().give(lamp)).isEqualTo(new GiftOutcome.Posted(TestBilling.coins(70), true));
        assertThat(test.billing.gifts().give(gift(viewer, performer, "lamp", 1, 30)))
                .isEqualTo(new GiftOutcome.NotNow(begin, end));
        assertThat(test.available(viewer)).isEqualTo(70_000);
    }

    @Test
    void shouldLetMembersOfThePerformersFanClubGiveWhatIsExclusive() {
        UUID viewer = test.viewerWith(1_000);
        UUID other = TestBilling.id();
        Lists.publish(
                test,
                Lists.giving(new PriceList.Gift(
                        "seal", "Seal", "🔏", 30, new GiftLook(Category.EXCLUSIVE, Map.of(), null, null, null))));
        for (UUID each : List.of(performer, other)) {
            test.billing.subscriptions().setFanClub(each, TestBilling.coins(100), Set.of());
        }
        test.billing.subscriptions().join(TestBilling.id(), viewer, other);

        assertThat(test.billing.gifts().give(gift(viewer, performer, "seal", 1, 30)))
                .isEqualTo(new GiftOutcome.MembersOnly());
        assertThat(test.available(viewer)).isEqualTo(900_000);
        UUID membership = TestBilling.id();
        test.billing.subscriptions().join(membership, viewer, performer);
        assertThat(test.billing.gifts().give(gift(viewer, performer, "seal", 1, 30)))
                .isEqualTo(new GiftOutcome.Posted(TestBilling.coins(770), false));
        test.billing.subscriptions().cancelNow(membership, viewer);
        assertThat(test.billing.gifts().give(gift(viewer, performer, "seal", 1, 30)))
                .isEqualTo(new GiftOutcome.MembersOnly());
    }
}
