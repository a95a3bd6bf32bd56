package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.metering.Advance;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.store.jooq.Tables;
import dev.stagedoor.billing.store.jooq.tables.AdvanceSessions;
import dev.stagedoor.billing.store.jooq.tables.records.AdvanceSessionsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Steps of several sessions as the arrays of one call. */
final class StepGroup {
    private final List<Advance> steps;
    private final List<Of<Posting>> postings = new ArrayList<>();
    private final List<Of<Line>> lines = new ArrayList<>();

    /**
     * A part of a step or of a posting.
     *
     * @param place of that in the call, counted from 1
     * @param number of the part within it, counted from 1
     */
    private record Of<T>(int place, int number, T part) {}

    private StepGroup(List<Advance> steps) {
        this.steps = steps;
        for (int step = 1; step <= steps.size(); step++) {
            for (Posting posting : steps.get(step - 1).postings()) {
                postings.add(new Of<>(step, 1, posting));
                for (int number = 1; number <= posting.lines().size(); number++) {
                    lines.add(new Of<>(postings.size(), number, posting.lines().get(number - 1)));
                }
            }
        }
    }

    /** What no other step of the same call may concern: the session, and the viewer whose coins move. */
    static Set<Object> keys(Advance step) {
        return Set.of(step.from().callId(), step.from().viewerId());
    }

    /** Takes them by one statement; outcomes in the order of the steps. */
    static List<Advance.Outcome> take(Transaction transaction, List<Advance> steps) {
        return new StepGroup(steps).take(transaction);
    }

    private List<Advance.Outcome> take(Transaction transaction) {
        SortedMap<Integer, Advance.Outcome> outcomes = new TreeMap<>();
        for (AdvanceSessionsRecord row : transaction.sql().selectFrom(call()).fetch()) {
            outcomes.put(row.getPlace(), outcome(transaction, steps.get(row.getPlace() - 1), row));
        }
        return List.copyOf(outcomes.values());
    }

    private static Advance.Outcome outcome(Transaction transaction, Advance step, AdvanceSessionsRecord row) {
        return switch (row.getOutcome()) {
            case "ADVANCED" -> {
                step.postings().forEach(transaction::moved);
                yield new Advance.Outcome.Advanced(row.getViewerAvailable());
            }
            case "INSUFFICIENT" -> new Advance.Outcome.InsufficientFunds(row.getViewerAvailable());
            case "FENCED" -> new Advance.Outcome.Fenced();
            default -> throw new IllegalStateException("the step function answered " + row.getOutcome());
        };
    }

    private AdvanceSessions call() {
        Posting any = postings.getFirst().part();
        return Tables.ADVANCE_SESSIONS(
                any.key().scope(),
                any.actor(),
                from(UUID[]::new, SessionSnapshot::callId),
                from(UUID[]::new, SessionSnapshot::viewerId),
                from(UUID[]::new, session -> session.fence().nodeId()),
                from(Long[]::new, session -> session.fence().leaseEpoch()),
                from(Integer[]::new, session -> session.step().tickNo()),
                from(Integer[]::new, session -> session.step().extensionNo()),
                from(Integer[]::new, session -> session.step().partNo()),
                to(Long[]::new, SessionSnapshot::billableMs),
                to(Long[]::new, SessionSnapshot::capturedMinor),
                to(Integer[]::new, session -> session.step().tickNo()),
                to(Integer[]::new, session -> session.step().extensionNo()),
                each(postings, Integer[]::new, Of::place),
                part(postings, String[]::new, posting -> posting.key().key()),
                part(postings, byte[][]::new, Transaction::requestHash),
                part(postings, String[]::new, posting -> posting.code().name()),
                part(postings, UUID[]::new, Posting::ref),
                part(postings, Integer[]::new, Posting::tickNo),
                each(lines, Integer[]::new, Of::place),
                each(lines, Integer[]::new, Of::number),
                part(lines, String[]::new, line -> line.account().kind().kind()),
                part(
                        lines,
                        UUID[]::new,
                        line -> Transaction.owner(line.account().owner())),
                part(lines, String[]::new, line -> line.account().qualifier()),
                part(lines, String[]::new, line -> line.account().asset().name()),
                part(lines, Long[]::new, Line::amountMinor));
    }

    private <T> T[] from(IntFunction<T[]> array, Function<SessionSnapshot, @Nullable T> part) {
        return each(steps, array, step -> part.apply(step.from()));
    }

    private <T> T[] to(IntFunction<T[]> array, Function<SessionSnapshot, @Nullable T> part) {
        return each(steps, array, step -> part.apply(step.to()));
    }

    private static <S, T> T[] part(List<Of<S>> items, IntFunction<T[]> array, Function<S, @Nullable T> part) {
        return each(items, array, item -> part.apply(item.part()));
    }

    private static <S, T> T[] each(List<S> items, IntFunction<T[]> array, Function<S, @Nullable T> part) {
        return items.stream().map(part).toArray(array);
    }
}
