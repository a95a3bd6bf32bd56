package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.GoldenRow.row;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The golden table's rows of subscriptions. */
final class GoldenSubscriptions {
    private static final UUID VIEWER = new UUID(0, 1);
    private static final UUID SUBSCRIPTION = new UUID(0, 9);
    private static final Payees PERFORMER = Payees.independent(new UUID(0, 2), Asset.INR);

    private static final Payees MANAGED = new Payees(new UUID(0, 2), new UUID(0, 3), Asset.INR);

    private GoldenSubscriptions() {}

    static Stream<Arguments> months() {
        return Stream.of(
                row(
                        "SUBSCRIBE to a plan of the house for 199 coins",
                        SubscriptionLines.pay(VIEWER, SUBSCRIPTION, 199_000, null, Share.NONE),
                        "V1 available COIN -199000",
                        "E1 event     COIN  199000"),
                row(
                        "SUBSCRIBE to a fan club for 100 coins",
                        SubscriptionLines.pay(VIEWER, SUBSCRIPTION, 100_000, PERFORMER, new Share(4_500, 0)),
                        "V1 available     COIN -100000",
                        "E1 event         COIN  100000",
                        "P6 creator_share INR    -4500",
                        "C1 pending       INR     4500"),
                row(
                        "SUBSCRIBE to a fan club for 100 coins, with an agency",
                        SubscriptionLines.pay(VIEWER, SUBSCRIPTION, 100_000, MANAGED, new Share(3_375, 1_125)),
                        "V1 available     COIN -100000",
                        "E1 event         COIN  100000",
                        "P6 creator_share INR    -4500",
                        "C1 pending       INR     3375",
                        "A1 pending       INR     1125"),
                row(
                        "ALLOWANCE of 40 free minutes at 5 coins",
                        SubscriptionLines.allow(VIEWER, 200_000),
                        "P1 coins_issued_promo COIN -200000",
                        "V1 available          COIN  200000"),
                row(
                        "EXPIRE of 72 coins of an allowance whose month is over",
                        TakeBackLines.expire(VIEWER, 72_000, new Money(0, Asset.INR)),
                        "V1 available     COIN -72000",
                        "P3 coins_expired COIN  72000"),
                row(
                        "SUBSCRIPTION USED of 100 coins",
                        SubscriptionLines.use(SUBSCRIPTION, 100_000),
                        "E1 event          COIN -100000",
                        "P2 coins_redeemed COIN  100000"),
                row(
                        "SUBSCRIPTION REFUND of half a month of a fan club",
                        SubscriptionLines.refund(VIEWER, SUBSCRIPTION, 50_000, PERFORMER, new Share(2_250, 0)),
                        "E1 event         COIN -50000",
                        "V1 available     COIN  50000",
                        "P6 creator_share INR    2250",
                        "C1 pending       INR   -2250"),
                row(
                        "SUBSCRIPTION REFUND of half a month of a fan club, with an agency",
                        SubscriptionLines.refund(VIEWER, SUBSCRIPTION, 50_000, MANAGED, new Share(1_687, 563)),
                        "E1 event         COIN -50000",
                        "V1 available     COIN  50000",
                        "P6 creator_share INR    2250",
                        "C1 pending       INR   -1687",
                        "A1 pending       INR    -563"));
    }
}
