package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.TIP;

import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.wallet.Tip;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that may share a call with others: it spends free coins or grants new ones, and needs nothing else from its
 * transaction but, for a tip, its words.
 */
record PlainPosting(Posting posting, @Nullable Words words) {
    private static final Set<TransferCode> CODES = EnumSet.of(TransferCode.TIP, TransferCode.GIFT, TransferCode.PROMO);

    /** @param earnedMinor the performer's share */
    record Words(Tip tip, long earnedMinor) {
        /** False, and nothing is kept, if something was given under this id before: by whomever, or as a gift what now is a tip. */
        boolean insert(DSLContext sql, long transferId) {
            return sql.insertInto(TIP)
                            .set(TIP.ID, tip.tipId())
                            .set(TIP.VIEWER_ID, tip.viewerId())
                            .set(TIP.PERFORMER_ID, tip.performerId())
                            .set(TIP.SESSION_ID, tip.callId())
                            .set(TIP.AMOUNT, tip.amount().amountMinor())
                            .set(TIP.EARNED_MINOR, earnedMinor)
                            .set(TIP.MESSAGE, tip.message())
                            .set(TIP.ANONYMOUS, tip.anonymous())
                            .set(TIP.PRIVATE_MESSAGE, tip.privateMessage())
                            .set(TIP.TRANSFER_ID, transferId)
                            .onConflict(TIP.ID)
                            .doNothing()
                            .execute()
                    == 1;
        }
    }

    /** Whether a posting may be one. */
    static boolean isPlain(Posting posting) {
        return CODES.contains(posting.code())
                && posting.fence() == null
                && posting.tickNo() == null
                && posting.reverses() == null;
    }

    /** Who tips, if it is a tip: limits of theirs come before it. */
    Set<UUID> tippers() {
        return words == null ? Set.of() : Set.of(words.tip().viewerId());
    }

    /** The accounts that no other transfer of the same call may touch. */
    List<AccountRef> keptAccounts() {
        return posting.lines().stream()
                .map(Line::account)
                .filter(account -> account.kind().isFloored())
                .toList();
    }

    /** What no other transfer of the same call may have: these accounts, and the key. */
    Set<Object> keys() {
        Set<Object> keys = new HashSet<>(keptAccounts());
        keys.add(posting.key().scope() + '\n' + posting.key().key());
        return keys;
    }
}
