package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.metering.Advance;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.store.jooq.Tables;
import dev.stagedoor.billing.store.jooq.tables.AdvanceSession;
import dev.stagedoor.billing.store.jooq.tables.records.AdvanceSessionRecord;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A step of a session that only posts, as one call. */
final class SessionStep {
    private SessionStep() {}

    /** Whether a step is of this kind: a change of medium writes more, a step without postings less. */
    static boolean isOne(Advance advance) {
        return advance.part() == null && !advance.postings().isEmpty();
    }

    static Advance.Outcome take(Transaction transaction, Advance advance) {
        AdvanceSessionRecord answer =
                transaction.sql().selectFrom(call(advance)).fetchSingle();
        List<Posting> postings = advance.postings();
        PostOutcome last = null;
        for (Posting posting : postings) {
            last = transaction.outcome(
                    posting,
                    answer.getOutcome(),
                    answer.getTransferId(),
                    answer.getViewerAvailable(),
                    answer.getShortKind());
        }
        return switch (Objects.requireNonNull(last)) {
            case PostOutcome.Posted posted -> new Advance.Outcome.Advanced(posted.viewerAvailable());
            case PostOutcome.Replayed replayed -> new Advance.Outcome.Advanced(replayed.viewerAvailable());
            case PostOutcome.InsufficientFunds poor -> new Advance.Outcome.InsufficientFunds(poor.viewerAvailable());
            case PostOutcome.IdempotencyConflict _, PostOutcome.Fenced _ -> new Advance.Outcome.Fenced();
        };
    }

    private static AdvanceSession call(Advance advance) {
        SessionSnapshot from = advance.from();
        SessionSnapshot to = advance.to();
        SessionFence fence = from.fence();
        List<Posting> postings = advance.postings();
        List<Line> lines =
                postings.stream().flatMap(posting -> posting.lines().stream()).toList();
        return Tables.ADVANCE_SESSION(
                from.callId(),
                fence.nodeId(),
                fence.leaseEpoch(),
                from.step().tickNo(),
                from.step().extensionNo(),
                from.step().partNo(),
                to.billableMs(),
                to.capturedMinor(),
                to.step().tickNo(),
                to.step().extensionNo(),
                postings.getFirst().key().scope(),
                postings.getFirst().actor(),
                each(postings, String[]::new, posting -> posting.key().key()),
                each(postings, byte[][]::new, Transaction::requestHash),
                each(postings, String[]::new, posting -> posting.code().name()),
                each(postings, UUID[]::new, Posting::ref),
                each(postings, Integer[]::new, Posting::tickNo),
                each(postings, Integer[]::new, posting -> posting.lines().size()),
                each(lines, String[]::new, line -> line.account().kind().kind()),
                each(
                        lines,
                        UUID[]::new,
                        line -> Transaction.owner(line.account().owner())),
                each(lines, String[]::new, line -> line.account().qualifier()),
                each(lines, String[]::new, line -> line.account().asset().name()),
                each(lines, Long[]::new, Line::amountMinor));
    }

    private static <S, T> T[] each(List<S> items, IntFunction<T[]> array, Function<S, @Nullable T> part) {
        return items.stream().map(part).toArray(array);
    }
}
