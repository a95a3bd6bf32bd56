package dev.stagedoor.billing.store;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.store.jooq.Tables;
import dev.stagedoor.billing.store.jooq.tables.records.PostTransferRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** A transaction under way. */
final class Transaction {
    /** Owns the house's accounts: a real value, so that one plain unique index finds every account. */
    static final UUID HOUSE = new UUID(0, 0);

    private final DSLContext sql;
    private final UUID nodeId;
    private final Set<UUID> touched;
    private boolean undone;

    Transaction(DSLContext sql, UUID nodeId, Set<UUID> touched) {
        this.sql = sql;
        this.nodeId = nodeId;
        this.touched = touched;
    }

    DSLContext sql() {
        return sql;
    }

    /** Everything this transaction did is rolled back; what its work returns is still the result. */
    <T extends @Nullable Object> T undo(T result) {
        undone = true;
        return result;
    }

    boolean isUndone() {
        return undone;
    }

    /** Posts a transfer by the database's posting function. */
    PostOutcome post(Posting posting) {
        PostTransferRecord answer = sql.selectFrom(call(posting)).fetchSingle();
        return outcome(
                posting,
                answer.getOutcome(),
                answer.getTransferId(),
                answer.getViewerAvailable(),
                answer.getShortKind());
    }

    /** Posts what nothing can be in the way of; the transfer's id. */
    long mustPost(Posting posting) {
        PostOutcome outcome = post(posting);
        return switch (outcome) {
            case PostOutcome.Posted posted -> posted.transferId();
            case PostOutcome.Replayed replayed -> replayed.transferId();
            case PostOutcome.InsufficientFunds _, PostOutcome.IdempotencyConflict _, PostOutcome.Fenced _ ->
                throw new IllegalStateException("the ledger refused " + posting + ": " + outcome);
        };
    }

    /** What an answer of a posting function means; takes note of whose wallets changed. */
    PostOutcome outcome(
            Posting posting,
            String word,
            @Nullable Long transferId,
            @Nullable Long viewerAvailable,
            @Nullable String shortKind) {
        long available = viewerAvailable == null ? 0 : viewerAvailable;
        return switch (word) {
            case "POSTED" -> {
                moved(posting);
                yield new PostOutcome.Posted(requireNonNull(transferId), available);
            }
            case "REPLAYED" -> new PostOutcome.Replayed(requireNonNull(transferId), available);
            case "CONFLICT" -> new PostOutcome.IdempotencyConflict(requireNonNull(transferId));
            case "INSUFFICIENT" -> new PostOutcome.InsufficientFunds(requireNonNull(shortKind), available);
            case "FENCED" -> new PostOutcome.Fenced();
            default -> throw new IllegalStateException("the posting function answered " + word);
        };
    }

    /** Takes note of whose wallets this posting has changed. */
    void moved(Posting posting) {
        touch(posting.lines(), touched);
    }

    /** Whoever shows this owner's wallet is to look again, though no coins moved. */
    void tell(UUID ownerId) {
        touched.add(ownerId);
    }

    UUID nodeId() {
        return nodeId;
    }

    /** What makes a request the same request. */
    static byte[] requestHash(Posting posting) {
        return sha256(posting.code() + "\n" + posting.key().content());
    }

    private dev.stagedoor.billing.store.jooq.tables.PostTransfer call(Posting posting) {
        List<Line> lines = posting.lines();
        List<LotGrant> lots = posting.lots();
        SessionFence fence = posting.fence();
        return Tables.POST_TRANSFER(
                posting.key().scope(),
                posting.key().key(),
                requestHash(posting),
                posting.code().name(),
                posting.ref(),
                posting.sessionId(),
                posting.tickNo(),
                posting.reverses(),
                posting.memo(),
                posting.actor(),
                fence == null ? nodeId : fence.nodeId(),
                fence == null ? null : fence.leaseEpoch(),
                each(lines, String[]::new, line -> line.account().kind().kind()),
                each(lines, UUID[]::new, line -> owner(line.account().owner())),
                each(lines, String[]::new, line -> line.account().qualifier()),
                each(lines, String[]::new, line -> line.account().asset().name()),
                each(lines, Long[]::new, Line::amountMinor),
                each(lots, String[]::new, lot -> lot.lotClass().name()),
                each(lots, Long[]::new, LotGrant::coins),
                each(lots, Integer[]::new, LotGrant::lifeDays),
                each(lots, Long[]::new, lot -> lot.cost().amountMinor()),
                lots.isEmpty()
                        ? Asset.INR.name()
                        : lots.getFirst().cost().asset().name());
    }

    /** Adds to these whose wallets the lines are of. */
    static void touch(List<Line> lines, Set<UUID> touched) {
        for (Line line : lines) {
            UUID owner = line.account().owner();
            if (owner != null && isSomebodysWallet(line.account().kind())) {
                touched.add(owner);
            }
        }
    }

    private static boolean isSomebodysWallet(AccountKind kind) {
        return kind.kind().startsWith("viewer.") || kind.kind().startsWith("creator.");
    }

    static UUID owner(@Nullable UUID owner) {
        return owner == null ? HOUSE : owner;
    }

    private static <S, T> T[] each(List<S> items, IntFunction<T[]> array, Function<S, @Nullable T> part) {
        return items.stream().map(part).toArray(array);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
