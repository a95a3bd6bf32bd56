package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.words;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.disputes.ClaimState;
import dev.stagedoor.billing.disputes.Disputes;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.payments.AutoTopUp.Outcome;
import dev.stagedoor.billing.wallet.Codes;
import dev.stagedoor.billing.wallet.CoinLife;
import dev.stagedoor.billing.wallet.SpendLimit;
import dev.stagedoor.billing.wallet.SpendLimits;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletCare;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Codes, limits and claims of viewers, as signalling sees them, done by billing. */
public final class WalletCareAdapter implements WalletCare {
    private final CoinLife coinLife;
    private final InstantSource clock;
    private final Codes codes;
    private final SpendLimits limits;
    private final dev.stagedoor.billing.payments.AutoTopUps topUps;
    private final Disputes disputes;

    /** Over billing. */
    public WalletCareAdapter(Billing billing, InstantSource clock) {
        this.coinLife = billing.coinLife();
        this.clock = clock;
        this.codes = billing.codes();
        this.limits = billing.limits();
        this.topUps = billing.autoTopUps();
        this.disputes = billing.disputes();
    }

    @Override
    public RedeemOutcome redeem(UUID userId, UUID redemptionId, String code) {
        return switch (codes.redeem(redemptionId, userId, code)) {
            case dev.stagedoor.billing.wallet.RedeemOutcome.Redeemed redeemed ->
                new RedeemOutcome.Redeemed(money(redeemed.coins()), money(redeemed.available()));
            case dev.stagedoor.billing.wallet.RedeemOutcome.Unknown _ -> new RedeemOutcome.Unknown();
            case dev.stagedoor.billing.wallet.RedeemOutcome.OwnCase _ -> new RedeemOutcome.OwnCase();
            case dev.stagedoor.billing.wallet.RedeemOutcome.UsedUp _ -> new RedeemOutcome.UsedUp();
            case dev.stagedoor.billing.wallet.RedeemOutcome.AlreadyUsed _ -> new RedeemOutcome.AlreadyUsed();
        };
    }

    @Override
    public void seen(UUID userId) {
        coinLife.seen(userId, clock.instant());
    }

    @Override
    public List<ExpiringCoins> expiring(UUID userId) {
        return coinLife.expiringSoon(userId, clock.instant()).stream()
                .map(expiring -> new ExpiringCoins(money(expiring.coins()), expiring.expiresAt()))
                .toList();
    }

    @Override
    public Limits limits(UUID userId) {
        return new Limits(
                limits.limits(userId).stream().map(WalletCareAdapter::limit).toList(), limits.excludedUntil(userId));
    }

    private static Limit limit(SpendLimit limit) {
        return new Limit(
                limit.kind().name(),
                limit.period().name(),
                orNull(limit.amount()),
                money(limit.used()),
                limit.nextAt(),
                orNull(limit.next()));
    }

    private static @Nullable Money orNull(dev.stagedoor.billing.ledger.@Nullable Money money) {
        return money == null ? null : money(money);
    }

    @Override
    public void setLimit(UUID userId, String kind, String period, @Nullable Long amountMinor) {
        limits.set(userId, SpendLimit.Kind.valueOf(kind), LimitPeriod.valueOf(period), amountMinor);
    }

    @Override
    public Instant exclude(UUID userId, int days) {
        return limits.exclude(userId, Duration.ofDays(days));
    }

    @Override
    public WalletCare.AutoTopUps autoTopUps(UUID userId) {
        var topUp = topUps.of(userId);
        return new WalletCare.AutoTopUps(
                topUps.offered(userId), topUps.asksAtCheckout(), topUp == null ? null : autoTopUp(topUp));
    }

    @Override
    public AutoTopUpOutcome setAutoTopUp(UUID userId, AutoTopUpWish wish) {
        var billed = new dev.stagedoor.billing.payments.AutoTopUp.Wish(
                money(wish.threshold()), wish.packageId(), money(wish.cap()), LimitPeriod.valueOf(wish.period()));
        return switch (topUps.set(userId, billed)) {
            case Outcome.On _ -> new AutoTopUpOutcome.On(autoTopUps(userId));
            case Outcome.UnknownPackage _ -> new AutoTopUpOutcome.UnknownPackage();
            case Outcome.CapTooLow low ->
                new AutoTopUpOutcome.CapTooLow(low.price().words());
            case Outcome.ThresholdTooHigh high ->
                new AutoTopUpOutcome.ThresholdTooHigh(high.coins().words());
            case Outcome.NoMethod _ -> new AutoTopUpOutcome.NoMethod();
            case Outcome.ShutOut shutOut -> new AutoTopUpOutcome.Limited(words(shutOut.why()));
        };
    }

    @Override
    public void stopAutoTopUp(UUID userId) {
        topUps.stop(userId);
    }

    private static AutoTopUp autoTopUp(dev.stagedoor.billing.payments.AutoTopUp topUp) {
        var wish = topUp.wish();
        var off = topUp.off();
        return new AutoTopUp(
                new AutoTopUpWish(
                        money(wish.threshold()),
                        wish.packageId(),
                        money(wish.cap()),
                        wish.period().name()),
                money(topUp.used()),
                topUp.agreedAt(),
                off == null ? null : off.name(),
                topUp.attempts().stream().map(WalletAdapter::order).toList());
    }

    @Override
    public ClaimOutcome requestRefund(UUID userId, UUID refundId, UUID orderId, String reason) {
        return outcome(disputes.requestRefund(refundId, userId, orderId, reason));
    }

    @Override
    public ClaimOutcome disputeCall(UUID userId, UUID disputeId, UUID callId, String reason) {
        return outcome(disputes.openDispute(disputeId, userId, callId, reason));
    }

    @Override
    public @Nullable Complaint complaint(UUID userId, UUID callId) {
        var standing = disputes.complaint(userId, callId);
        if (standing == null) {
            return null;
        }
        var complaint = standing.complaint();
        if (complaint == null) {
            return new Complaint(standing.until(), null, null, null);
        }
        boolean refunded = complaint.state() == ClaimState.REFUNDED;
        return new Complaint(
                standing.until(),
                complaint.state().name(),
                complaint.openedAt(),
                refunded ? money(complaint.returned()) : null);
    }

    @Override
    public @Nullable TakenBack takenBack(UUID performerId, UUID callId) {
        var taken = disputes.takenBack(performerId, callId);
        return taken == null ? null : new TakenBack(money(taken.amount()), taken.at());
    }

    static ClaimOutcome outcome(dev.stagedoor.billing.disputes.ClaimOutcome outcome) {
        return switch (outcome) {
            case dev.stagedoor.billing.disputes.ClaimOutcome.Open _ -> new ClaimOutcome.Open();
            case dev.stagedoor.billing.disputes.ClaimOutcome.Refunded _ -> new ClaimOutcome.Refunded();
            case dev.stagedoor.billing.disputes.ClaimOutcome.Rejected _ -> new ClaimOutcome.Rejected();
            case dev.stagedoor.billing.disputes.ClaimOutcome.NotFound _ -> new ClaimOutcome.NotFound();
            case dev.stagedoor.billing.disputes.ClaimOutcome.OwnCase _ -> new ClaimOutcome.OwnCase();
            case dev.stagedoor.billing.disputes.ClaimOutcome.TooLate _ -> new ClaimOutcome.TooLate();
            case dev.stagedoor.billing.disputes.ClaimOutcome.NothingLeft _ -> new ClaimOutcome.NothingLeft();
            case dev.stagedoor.billing.disputes.ClaimOutcome.Over over ->
                new ClaimOutcome.Over(over.state().name());
            case dev.stagedoor.billing.disputes.ClaimOutcome.NoReason _ -> new ClaimOutcome.NoReason();
        };
    }
}
