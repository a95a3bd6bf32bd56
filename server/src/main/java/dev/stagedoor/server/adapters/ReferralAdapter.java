package dev.stagedoor.server.adapters;

import dev.stagedoor.billing.referrals.ReferralSummary;
import dev.stagedoor.billing.referrals.Referrals;
import dev.stagedoor.signaling.ReferralDesk;
import java.util.UUID;

/** Performers' links and who came by them, as signalling sees them, kept by billing. */
public final class ReferralAdapter implements ReferralDesk {
    private final Referrals referrals;

    /** Over billing. */
    public ReferralAdapter(Referrals referrals) {
        this.referrals = referrals;
    }

    @Override
    public Standing standing(UUID performerId) {
        ReferralSummary summary = referrals.of(performerId);
        return new Standing(
                summary.code(),
                summary.basisPoints(),
                summary.windowDays(),
                summary.termDays(),
                summary.joined(),
                MoneyTranslation.money(summary.pending()),
                MoneyTranslation.money(summary.matured()));
    }

    @Override
    public void joined(Newcomer newcomer) {
        referrals.join(new dev.stagedoor.billing.referrals.Newcomer(
                newcomer.accountId(), newcomer.code(), newcomer.seenAt(), newcomer.registeredAt()));
    }
}
