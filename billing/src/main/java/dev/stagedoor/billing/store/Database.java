package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.StuckException;
import dev.stagedoor.billing.ledger.WalletListener;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on the one store: as many at once as there are connections, repeated when the database asks for it, and
 * the news of them told after the commit.
 */
public final class Database {
    private static final int MAXIMUM_TRIES = 5;
    private static final int BACKOFF_MS = 4;

    private final DSLContext context;
    private final Semaphore permits;
    private final WalletListener listener;
    private final UUID nodeId;
    private final Tracing tracing;
    private final Untold untold = new Untold();
    private final GroupCommit<PlainPosting, Optional<PostOutcome>> groupCommit;

    /** @param maximumTransactions at once; not more than the pool has connections, or waiting looks like an outage */
    public Database(DataSource pool, int maximumTransactions, UUID nodeId, WalletListener listener) {
        this(pool, maximumTransactions, nodeId, listener, Tracing.OFF);
    }

    /** As above, followed. */
    public Database(DataSource pool, int maximumTransactions, UUID nodeId, WalletListener listener, Tracing tracing) {
        this.context = DSL.using(pool, SQLDialect.POSTGRES);
        this.permits = new Semaphore(maximumTransactions);
        this.nodeId = nodeId;
        this.listener = listener;
        this.tracing = tracing;
        this.groupCommit = new GroupCommit<>(
                new GroupCommit.Work<>(PlainPosting::keys, this::together, this::alone),
                GroupCommit.Pace.AT_ONCE,
                tracing);
    }

    /**
     * Runs work in one transaction and commits it, unless the work asked to be undone. It may run several times: deadlocks,
     * serialization failures and lock time-outs are the database's way of saying "again, please".
     */
    <T extends @Nullable Object> T transact(Function<Transaction, T> work) {
        return persevere(() -> attempt(work));
    }

    /**
     * The same for work that is one statement, posts these and never asks to be undone. It is a transaction of its own and costs one
     * trip, where begin and commit would make it three. It has committed before it answers: if the answer is lost, everybody is
     * told whom the postings may concern.
     */
    <T> T transactAtOnce(List<Posting> postings, Function<Transaction, T> statement) {
        return persevere(() -> {
            Set<UUID> touched = new LinkedHashSet<>();
            long number = untold.begin();
            boolean answered = false;
            try {
                T result = context.connectionResult(connection -> {
                    connection.setAutoCommit(true);
                    return statement.apply(new Transaction(DSL.using(connection), nodeId, touched));
                });
                answered = true;
                return result;
            } finally {
                if (!answered) {
                    postings.forEach(posting -> Transaction.touch(posting.lines(), touched));
                }
                tell(touched, number);
            }
        });
    }

    /**
     * The same for work that chooses among many what it is for, and says so before it does it: what then goes wrong is thrown as a
     * {@link StuckException}, so that the others need not wait for it.
     */
    <T extends @Nullable Object> T transactForOne(BiFunction<Transaction, Consumer<UUID>, T> work) {
        AtomicReference<@Nullable UUID> chosen = new AtomicReference<>();
        try {
            return transact(transaction -> {
                chosen.set(null);
                return work.apply(transaction, chosen::set);
            });
        } catch (LedgerUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            UUID which = chosen.get();
            throw which == null ? e : new StuckException(which, e);
        }
    }

    private <T extends @Nullable Object> T persevere(Supplier<T> work) {
        return tracing.step("ledger.transaction", step -> persevere(work, step));
    }

    private <T extends @Nullable Object> T persevere(Supplier<T> work, Tracing.Step step) {
        permits.acquireUninterruptibly();
        try {
            for (int tries = 1; ; tries++) {
                step.tell("tries", tries);
                try {
                    return work.get();
                } catch (DataAccessException e) {
                    if (tries == MAXIMUM_TRIES || !asksForRepetition(e)) {
                        throw translated(e);
                    }
                    pause(tries);
                }
            }
        } finally {
            permits.release();
        }
    }

    /** Posts one transfer, with others that wait at the same moment where that may be. A refusal leaves nothing behind. */
    PostOutcome post(PlainPosting posting) {
        return postUnlessWatched(posting)
                .orElseThrow(() -> new IllegalArgumentException("limits hold for a tip: " + posting));
    }

    /** The same; empty, and nothing was done, for a tip that its viewer's limits have to be asked about. */
    Optional<PostOutcome> postUnlessWatched(PlainPosting posting) {
        return tracing.step("ledger.post", step -> {
            step.tell("transfer.code", posting.posting().code().name());
            Optional<PostOutcome> outcome =
                    PlainPosting.isPlain(posting.posting()) ? groupCommit.post(posting) : alone(posting);
            outcome.ifPresent(told -> tell(told, step));
            return outcome;
        });
    }

    private static void tell(PostOutcome outcome, Tracing.Step step) {
        step.tell("outcome", outcome.getClass().getSimpleName());
        switch (outcome) {
            case PostOutcome.Posted posted -> step.tell("transfer.id", posted.transferId());
            case PostOutcome.Replayed replayed -> step.tell("transfer.id", replayed.transferId());
            case PostOutcome.IdempotencyConflict conflict -> step.tell("transfer.id", conflict.transferId());
            case PostOutcome.InsufficientFunds _, PostOutcome.Fenced _ -> {
                // There is none.
            }
        }
    }

    /** Who follows what is done here. */
    Tracing tracing() {
        return tracing;
    }

    private List<Optional<PostOutcome>> together(List<PlainPosting> postings) {
        return transactAtOnce(
                postings.stream().map(PlainPosting::posting).toList(),
                transaction -> PostingGroup.post(transaction, postings));
    }

    private Optional<PostOutcome> alone(PlainPosting plain) {
        return transact(transaction ->
                SpendGuard.watched(transaction.sql(), plain.tippers()).isEmpty()
                        ? Optional.of(alone(transaction, plain))
                        : Optional.empty());
    }

    private static PostOutcome alone(Transaction transaction, PlainPosting plain) {
        PostOutcome outcome = transaction.post(plain.posting());
        return switch (outcome) {
            case PostOutcome.Posted posted -> {
                PlainPosting.Words words = plain.words();
                yield words == null || words.insert(transaction.sql(), posted.transferId())
                        ? posted
                        : transaction.undo(new PostOutcome.IdempotencyConflict(posted.transferId()));
            }
            case PostOutcome.Replayed replayed -> replayed;
            case PostOutcome.InsufficientFunds refused -> transaction.undo(refused);
            case PostOutcome.IdempotencyConflict refused -> transaction.undo(refused);
            case PostOutcome.Fenced refused -> transaction.undo(refused);
        };
    }

    private <T extends @Nullable Object> T attempt(Function<Transaction, T> work) {
        List<T> result = new ArrayList<>(1);
        Set<UUID> touched = new LinkedHashSet<>();
        AtomicLong number = new AtomicLong();
        try {
            context.transaction(configuration -> {
                Transaction transaction = new Transaction(DSL.using(configuration), nodeId, touched);
                result.add(work.apply(transaction));
                if (transaction.isUndone()) {
                    throw new Undone();
                }
                if (!touched.isEmpty()) {
                    number.set(untold.begin());
                }
            });
        } catch (Undone e) {
            return result.getFirst();
        } finally {
            if (number.get() > 0) {
                // Also when the answer to the commit was lost: then nobody knows, and looking again does no harm.
                tell(touched, number.get());
            }
        }
        return result.getFirst();
    }

    private void tell(Set<UUID> touched, long number) {
        try {
            touched.forEach(listener::walletChanged);
        } finally {
            untold.told(number);
        }
    }

    /** News of this node's that is being told. */
    Untold untold() {
        return untold;
    }

    /** Makes jOOQ roll back; nothing went wrong. */
    private static final class Undone extends RuntimeException {
        Undone() {
            super(null, null, false, false);
        }
    }

    private static boolean asksForRepetition(DataAccessException e) {
        return switch (e.sqlState()) {
            case "40001", "40P01", "55P03" -> true;
            default -> false;
        };
    }

    private static RuntimeException translated(DataAccessException e) {
        String state = e.sqlState();
        Throwable cause = e.getCause();
        boolean unreachable = state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || asksForRepetition(e)
                || cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || cause instanceof SQLNonTransientConnectionException;
        return unreachable ? new LedgerUnavailableException("the database did not answer, SQL state " + state, e) : e;
    }

    private static void pause(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(BACKOFF_MS << tries) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
