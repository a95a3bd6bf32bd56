package dev.stagedoor.billing.referrals;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.pricing.PriceList.Referral;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The referral programme: performers' links, and the people who came by them. */
public final class Referrals {
    private static final Logger LOG = LoggerFactory.getLogger(Referrals.class);
    private final ReferralStore store;
    private final PriceBook prices;
    private final Predicate<UUID> verified;
    private final Asset asset;
    private final ReferralCodes codes;

    /**
     * @param verified who may have a link
     * @param asset the payout currency
     * @param random for codes; not to be guessed
     */
    public Referrals(
            ReferralStore store, PriceBook prices, Predicate<UUID> verified, Asset asset, RandomGenerator random) {
        this.store = store;
        this.prices = prices;
        this.verified = verified;
        this.asset = asset;
        this.codes = new ReferralCodes(random);
    }

    /** A performer's link and what came of it; the code is made when it is first asked for. */
    public ReferralSummary of(UUID referrerId) {
        Referral terms = prices.prices().referrals();
        ReferralStore.Standing standing = store.standing(referrerId, asset);
        return new ReferralSummary(
                terms.basisPoints() > 0 && verified.test(referrerId) ? codeOf(referrerId) : null,
                terms.basisPoints(),
                terms.windowDays(),
                terms.termDays(),
                standing.joined(),
                new Money(standing.pendingMinor(), asset),
                new Money(standing.maturedMinor(), asset));
    }

    private String codeOf(UUID referrerId) {
        @Nullable String code;
        do {
            code = store.code(referrerId, codes.next());
        } while (code == null);
        return code;
    }

    /**
     * Somebody has signed up who came by a link. If they came in time, and there was a programme, they are attributed to whose
     * link it was, once and for good, for the term that was promised then. Harmless to repeat.
     */
    public void join(Newcomer newcomer) {
        Referral terms = prices.referralsAt(newcomer.registeredAt());
        if (terms.basisPoints() == 0 || !terms.isInTime(newcomer.seenAt(), newcomer.registeredAt())) {
            return;
        }
        Newcomer known = new Newcomer(
                newcomer.accountId(),
                ReferralCodes.normal(newcomer.code()),
                newcomer.seenAt(),
                newcomer.registeredAt());
        store.attribute(known, terms.endOf(newcomer.registeredAt()));
        store.catchUp(newcomer.accountId());
    }

    /** Books what a server of before there was a programme has sold beside this one; returns what it did. */
    public String catchUp() {
        List<UUID> forgotten = store.forgotten();
        OneByOne people = new OneByOne(LOG, "commissions for");
        forgotten.forEach(person -> people.did(person, () -> store.catchUp(person)));
        people.complain();
        return "commissions of " + forgotten.size() + " people were booked late";
    }
}
