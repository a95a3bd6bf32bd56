package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.pricing.GiftLook;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.pricing.PriceList;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gifts: things of the catalogue, paid at once like a tip. */
public final class Gifts {
    private final WalletStore store;
    private final PriceBook prices;
    private final InstantSource clock;

    /** @param clock tells which gifts of events are offered */
    public Gifts(WalletStore store, PriceBook prices, InstantSource clock) {
        this.store = store;
        this.prices = prices;
        this.clock = clock;
    }

    /** What can be given now, in the order of the catalogue. */
    public List<PriceList.Gift> catalogue() {
        Instant now = clock.instant();
        return prices.prices().gifts().stream()
                .filter(gift -> gift.looks().isOfferedAt(now))
                .toList();
    }

    /** A gift of the list in force, whether or not it is offered now; null if it has none of that id. */
    public PriceList.@Nullable Gift find(String item) {
        return prices.prices().gifts().stream()
                .filter(gift -> gift.id().equals(item))
                .findFirst()
                .orElse(null);
    }

    /** Moves the coins. The gift's id makes a repeat harmless, also when the price has changed since. */
    public GiftOutcome give(Gift gift) {
        if (store.wasGiven(gift.viewerId(), gift.giftId())) {
            return post(gift, new WalletStore.GiftLine(gift.item(), gift.item(), gift.quantity(), 1));
        }
        PriceList.Gift offered = find(gift.item());
        if (offered == null) {
            return new GiftOutcome.Unknown();
        }
        GiftLook look = offered.looks();
        if (!look.isOfferedAt(clock.instant())) {
            return new GiftOutcome.NotNow(look.offeredFrom(), look.offeredUntil());
        }
        if (look.placed() == GiftLook.Category.EXCLUSIVE && !store.isInFanClub(gift.viewerId(), gift.performerId())) {
            return new GiftOutcome.MembersOnly();
        }
        long unitMinor = Math.multiplyExact(offered.coins(), Asset.COIN.minorPerUnit());
        Money now = Money.coins(Math.multiplyExact(unitMinor, gift.quantity()));
        if (!now.equals(gift.price())) {
            return new GiftOutcome.PriceChanged(now);
        }
        return post(gift, new WalletStore.GiftLine(offered.id(), offered.name(), gift.quantity(), unitMinor));
    }

    private GiftOutcome post(Gift gift, WalletStore.GiftLine line) {
        long coins = gift.price().amountMinor();
        SplitTerms split = prices.split(gift.performerId());
        Share share = split.shareOf(coins);
        IdempotencyKey key = IdempotencyKey.of(
                "user:" + gift.viewerId(),
                "gift:" + gift.giftId(),
                gift.performerId(),
                gift.callId(),
                gift.item(),
                gift.quantity(),
                coins,
                gift.message(),
                Tips.words(gift.anonymous(), gift.privateMessage()));
        Posting posting = Posting.of(
                        TransferCode.GIFT,
                        gift.giftId(),
                        key,
                        "user:" + gift.viewerId(),
                        TransferLines.tip(gift.viewerId(), split.payeesOf(gift.performerId()), coins, share))
                .inSession(gift.callId())
                .noting(line.name() + " × " + line.quantity());
        return switch (store.gift(gift.tip(), line, share.performerMinor(), posting)) {
            case TipOutcome.Posted posted -> new GiftOutcome.Posted(posted.available(), posted.repeated());
            case TipOutcome.InsufficientFunds poor ->
                new GiftOutcome.InsufficientFunds(poor.required(), poor.available());
            case TipOutcome.Limited limited -> new GiftOutcome.Limited(limited.why());
            case TipOutcome.Conflict _ -> new GiftOutcome.Conflict();
        };
    }
}
