package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.metering.Advance;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes the steps of running sessions: together, where they only extend and capture and nobody's limits are to be looked at; else each
 * in a transaction of its own.
 */
final class Steps {
    /** A step is for what has been delivered already, and the hold pays for much more: nobody sees that it waits so long. */
    private static final Duration GATHERING = Duration.ofMillis(25);

    private final Database database;
    private final SpendGuard guard;
    private final GroupCommit<Advance, Optional<Advance.Outcome>> plain;

    Steps(Database database, SpendGuard guard) {
        this.database = database;
        this.guard = guard;
        plain = new GroupCommit<>(
                new GroupCommit.Work<>(StepGroup::keys, this::together, this::alone),
                GroupCommit.Pace.gathering(GATHERING),
                database.tracing());
    }

    Advance.Outcome take(Advance advance) {
        return database.tracing().step("metering.step", step -> {
            step.tell("session.id", advance.from().callId().toString());
            step.tell("postings", advance.postings().size());
            step.tell("billable_ms", advance.to().billableMs());
            Advance.Outcome outcome = SessionStep.isOne(advance)
                    ? plain.post(advance)
                            .orElseGet(() -> database.transact(transaction -> withinLimits(transaction, advance)))
                    : database.transact(transaction -> withinLimits(transaction, advance));
            step.tell("outcome", outcome.getClass().getSimpleName());
            return outcome;
        });
    }

    /** Holding more is spending, and measured like all of it. */
    private Advance.Outcome withinLimits(Transaction transaction, Advance advance) {
        Advance.Outcome outcome = SessionStep.isOne(advance)
                ? SessionStep.take(transaction, advance)
                : SwitchStep.take(transaction, advance);
        if (!(outcome instanceof Advance.Outcome.Advanced(long spendableMinor))) {
            return outcome;
        }
        UUID viewer = advance.from().viewerId();
        long coins = advance.to().heldMinor() - advance.from().heldMinor();
        return switch (coins > 0 ? guard.afterSpending(transaction.sql(), viewer, coins) : null) {
            case null -> new Advance.Outcome.Advanced(guard.within(transaction.sql(), viewer, spendableMinor));
            case SpendRefusal.Excluded _ -> transaction.undo(new Advance.Outcome.InsufficientFunds(0));
            case SpendRefusal.OverLimit over ->
                transaction.undo(new Advance.Outcome.InsufficientFunds(
                        Math.min(over.left().amountMinor(), spendableMinor + coins)));
        };
    }

    /** Those of viewers without limits by one statement; of the others nothing is done, and empty is told. */
    private List<Optional<Advance.Outcome>> together(List<Advance> advances) {
        Set<UUID> limited = limited(advances);
        List<Advance> free = advances.stream()
                .filter(step -> !limited.contains(step.from().viewerId()))
                .toList();
        Iterator<Advance.Outcome> outcomes = free.isEmpty() ? Collections.emptyIterator() : taken(free);
        return advances.stream()
                .map(step -> limited.contains(step.from().viewerId())
                        ? Optional.<Advance.Outcome>empty()
                        : Optional.of(outcomes.next()))
                .toList();
    }

    private Iterator<Advance.Outcome> taken(List<Advance> advances) {
        return database.transactAtOnce(
                        advances.stream()
                                .flatMap(step -> step.postings().stream())
                                .toList(),
                        transaction -> StepGroup.take(transaction, advances))
                .iterator();
    }

    private Optional<Advance.Outcome> alone(Advance advance) {
        return limited(List.of(advance)).isEmpty()
                ? Optional.of(database.transactAtOnce(
                        advance.postings(), transaction -> SessionStep.take(transaction, advance)))
                : Optional.empty();
    }

    /** Viewers who have set limits, or shut themselves out: one look for all of a group. */
    private Set<UUID> limited(List<Advance> advances) {
        List<UUID> viewers =
                advances.stream().map(step -> step.from().viewerId()).toList();
        return database.transactAtOnce(List.of(), transaction -> SpendGuard.watched(transaction.sql(), viewers));
    }
}
