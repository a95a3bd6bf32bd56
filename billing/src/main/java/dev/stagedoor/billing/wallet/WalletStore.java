package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.Posting;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where wallets are read and tips are kept. Every method is one transaction. */
public interface WalletStore {
    /** Free and held coins of a user. */
    Balance balance(UUID userId);

    /** A user's history, newest first. */
    Page<Movement> movements(UUID userId, Movement.Filter filter, @Nullable String cursor, int limit);

    /** Tips and gifts of a performer, newest first. */
    Page<ReceivedTip> received(UUID performerId, @Nullable String cursor, int limit);

    /** What a performer has earned. */
    Earnings earnings(UUID performerId, Asset payoutAsset);

    /** Posts a tip and keeps its words. */
    TipOutcome tip(Tip tip, long earnedMinor, Posting posting);

    /** The same for a gift, and keeps what it was. */
    TipOutcome gift(Tip tip, GiftLine gift, long earnedMinor, Posting posting);

    /** Whether this viewer gave something under this id before, a tip or a gift. */
    boolean wasGiven(UUID viewerId, UUID id);

    /** Whether this viewer is in this performer's fan club. */
    boolean isInFanClub(UUID viewerId, UUID performerId);

    /** @param unitMinor coins for one, in thousandths */
    record GiftLine(String item, String name, int quantity, long unitMinor) {}

    /** @param heldMinor reserved for running calls */
    record Balance(long availableMinor, long heldMinor) {}
}
