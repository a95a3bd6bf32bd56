package dev.stagedoor.billing.store;

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
    <T> T undo(T result) {
        undone = true;
        return result;
    }

    boolean isUndone() {
        return undone;
    }

    /** Posts a transfer by the database's posting function. */
    PostOutcome post(Posting posting) {
        PostTransferRecord answer = sql.selectFrom(call(posting)).fetchSingle();
        long viewerAvailable = answer.getViewerAvailable() == null ? 0 : answer.getViewerAvailable();
        return switch (answer.getOutcome()) {
            case "POSTED" -> {
                touch(posting.lines());
                yield new PostOutcome.Posted(answer.getTransferId(), viewerAvailable);
            }
            case "REPLAYED" -> new PostOutcome.Replayed(answer.getTransferId(), viewerAvailable);
            case "CONFLICT" -> new PostOutcome.IdempotencyConflict(answer.getTransferId());
            case "INSUFFICIENT" -> new PostOutcome.InsufficientFunds(answer.getShortKind(), viewerAvailable);
            case "FENCED" -> new PostOutcome.Fenced();
            default -> throw new IllegalStateException("post_transfer answered " + answer.getOutcome());
        };
    }

    private dev.stagedoor.billing.store.jooq.tables.PostTransfer call(Posting posting) {
        List<Line> lines = posting.lines();
        List<LotGrant> lots = posting.lots();
        SessionFence fence = posting.fence();
        return Tables.POST_TRANSFER(
                posting.key().scope(),
                posting.key().key(),
                sha256(posting.code() + "\n" + posting.key().content()),
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

    private void touch(List<Line> lines) {
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

    private static UUID owner(@Nullable UUID owner) {
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
