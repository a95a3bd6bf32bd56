package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT_BALANCE;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_RECEIPT;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.wallet.Earnings;
import dev.stagedoor.billing.wallet.Movement;
import dev.stagedoor.billing.wallet.ReceivedTip;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import dev.stagedoor.billing.wallet.WalletStore;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Wallets, tips and earnings in PostgreSQL. */
public final class PostgresWallets implements WalletStore {
    private final Database database;
    private final SpendGuard guard;

    public PostgresWallets(Database database, SpendGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    @Override
    public Balance balance(UUID userId) {
        return database.transact(transaction -> new Balance(
                Balances.coins(transaction.sql(), AccountKind.VIEWER_AVAILABLE, userId),
                Balances.coins(transaction.sql(), AccountKind.VIEWER_HELD, userId)));
    }

    @Override
    public Page<Movement> movements(UUID userId, Movement.Filter filter, @Nullable String cursor, int limit) {
        return database.transact(
                transaction -> Movements.page(transaction.sql(), userId, filter, MovementCursor.parse(cursor), limit));
    }

    @Override
    public Page<ReceivedTip> received(UUID performerId, @Nullable String cursor, int limit) {
        return database.transact(
                transaction -> ReceivedRows.page(transaction.sql(), performerId, Cursor.parse(cursor), limit));
    }

    @Override
    public TipOutcome tip(Tip tip, long earnedMinor, Posting posting) {
        PlainPosting.Words words = new PlainPosting.Words(tip, earnedMinor);
        if (tip.privateMessage()) {
            // Rare, and the statement that posts many knows no such mark.
            return database.transact(transaction -> tipWithinLimits(transaction, words, posting));
        }
        return database.postUnlessWatched(new PlainPosting(posting, words))
                .map(outcome -> answer(tip, outcome))
                .orElseGet(() -> database.transact(transaction -> tipWithinLimits(transaction, words, posting)));
    }

    /** In a transaction of its own, because whoever goes over a limit of theirs takes the whole of it back. */
    private TipOutcome tipWithinLimits(Transaction transaction, PlainPosting.Words words, Posting posting) {
        Tip tip = words.tip();
        PostOutcome outcome = transaction.post(posting);
        if (!(outcome instanceof PostOutcome.Posted posted)) {
            TipOutcome refused = answer(tip, outcome);
            return outcome instanceof PostOutcome.Replayed ? refused : transaction.undo(refused);
        }
        SpendRefusal refusal = guard.afterSpending(
                transaction.sql(), tip.viewerId(), tip.amount().amountMinor());
        if (refusal != null) {
            return transaction.undo(new TipOutcome.Limited(refusal));
        }
        return words.insert(transaction.sql(), posted.transferId())
                ? answer(tip, posted)
                : transaction.undo(new TipOutcome.Conflict());
    }

    private static TipOutcome answer(Tip tip, PostOutcome outcome) {
        return switch (outcome) {
            case PostOutcome.Posted posted -> new TipOutcome.Posted(Money.coins(posted.viewerAvailable()), false);
            case PostOutcome.Replayed replayed -> new TipOutcome.Posted(Money.coins(replayed.viewerAvailable()), true);
            case PostOutcome.InsufficientFunds poor ->
                new TipOutcome.InsufficientFunds(tip.amount(), Money.coins(poor.viewerAvailable()));
            case PostOutcome.IdempotencyConflict _ -> new TipOutcome.Conflict();
            case PostOutcome.Fenced _ -> throw new IllegalStateException("a tip has no fence: " + tip);
        };
    }

    @Override
    public TipOutcome gift(Tip tip, GiftLine gift, long earnedMinor, Posting posting) {
        return database.transact(transaction ->
                GiftRows.give(transaction, guard, new PlainPosting.Words(tip, earnedMinor), gift, posting));
    }

    @Override
    public boolean wasGiven(UUID viewerId, UUID id) {
        return database.transact(transaction -> GiftRows.wasGiven(transaction.sql(), viewerId, id));
    }

    @Override
    public boolean isInFanClub(UUID viewerId, UUID performerId) {
        return database.transact(
                transaction -> PostgresSubscriptions.isMember(transaction.sql(), viewerId, performerId));
    }

    @Override
    public Earnings earnings(UUID performerId, Asset payoutAsset) {
        return database.transact(transaction -> earnings(transaction.sql(), performerId, payoutAsset));
    }

    private static Earnings earnings(DSLContext sql, UUID performerId, Asset asset) {
        Field<OffsetDateTime> midnight = DSL.field("date_trunc('day', now(), 'UTC')", OffsetDateTime.class);
        Record2<Integer, Long> calls = sql.select(
                        DSL.count(),
                        DSL.coalesce(DSL.sum(SESSION_RECEIPT.DELIVERED_MS), 0).cast(Long.class))
                .from(SESSION_RECEIPT)
                .where(SESSION_RECEIPT.PERFORMER_ID.eq(performerId))
                .and(SESSION_RECEIPT.ENDED_AT.ge(midnight))
                .and(SESSION_RECEIPT.STARTED_AT.isNotNull())
                .fetchSingle();
        return new Earnings(
                new Money(balance(sql, AccountKind.CREATOR_PENDING, performerId, asset), asset),
                new Money(balance(sql, AccountKind.CREATOR_AVAILABLE, performerId, asset), asset),
                new Money(OwedRows.earned(sql, performerId, asset, midnight), asset),
                new Money(OwedRows.earned(sql, performerId, asset, null), asset),
                calls.value1(),
                calls.value2());
    }

    private static long balance(DSLContext sql, AccountKind kind, UUID owner, Asset asset) {
        Long balance = sql.select(ACCOUNT_BALANCE.BALANCE)
                .from(ACCOUNT_BALANCE)
                .where(ACCOUNT_BALANCE.KIND.eq(kind.kind()))
                .and(ACCOUNT_BALANCE.OWNER_REF.eq(owner))
                .and(ACCOUNT_BALANCE.QUALIFIER.eq(""))
                .and(ACCOUNT_BALANCE.ASSET.eq(asset.name()))
                .fetchOne(ACCOUNT_BALANCE.BALANCE);
        return balance == null ? 0 : balance;
    }
}
