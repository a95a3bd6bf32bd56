package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.metering.Advance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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
        for (Answer answer : call().fetch(transaction.sql(), Answer::read)) {
            outcomes.put(answer.place, outcome(transaction, steps.get(answer.place - 1), answer));
        }
        return List.copyOf(outcomes.values());
    }

    /**
     * A row of what the function returns.
     *
     * @param viewerAvailable nothing to be used where the step is fenced
     */
    private record Answer(int place, String outcome, long viewerAvailable) {
        static Answer read(ResultSet row) throws SQLException {
            return new Answer(row.getInt(1), row.getString(2), row.getLong(3));
        }
    }

    private static Advance.Outcome outcome(Transaction transaction, Advance step, Answer answer) {
        return switch (answer.outcome) {
            case "ADVANCED" -> {
                step.postings().forEach(transaction::moved);
                yield new Advance.Outcome.Advanced(answer.viewerAvailable);
            }
            case "INSUFFICIENT" -> new Advance.Outcome.InsufficientFunds(answer.viewerAvailable);
            case "FENCED" -> new Advance.Outcome.Fenced();
            default -> throw new IllegalStateException("the step function answered " + answer.outcome);
        };
    }

    private ArrayCall call() {
        Posting any = postings.getFirst().part();
        ArrayCall call =
                new ArrayCall("advance_sessions").text(any.key().scope()).text(any.actor());
        addSteps(call);
        addPostings(call);
        addLines(call);
        return call;
    }

    private void addSteps(ArrayCall call) {
        call.uuids(steps, step -> step.from().callId())
                .uuids(steps, step -> step.from().viewerId())
                .uuids(steps, step -> step.from().fence().nodeId())
                .longs(steps, step -> step.from().fence().leaseEpoch())
                .integers(steps, step -> step.from().step().tickNo())
                .integers(steps, step -> step.from().step().extensionNo())
                .integers(steps, step -> step.from().step().partNo())
                .longs(steps, step -> step.to().billableMs())
                .longs(steps, step -> step.to().capturedMinor())
                .integers(steps, step -> step.to().step().tickNo())
                .integers(steps, step -> step.to().step().extensionNo());
    }

    private void addPostings(ArrayCall call) {
        call.integers(postings, Of::place)
                .texts(postings, posting -> posting.part().key().key())
                .digests(postings, posting -> Transaction.requestHash(posting.part()))
                .texts(postings, posting -> posting.part().code().name())
                .uuids(postings, posting -> posting.part().ref())
                .integers(postings, posting -> posting.part().tickNo());
    }

    private void addLines(ArrayCall call) {
        call.integers(lines, Of::place)
                .integers(lines, Of::number)
                .texts(lines, line -> line.part().account().kind().kind())
                .uuids(lines, line -> Transaction.owner(line.part().account().owner()))
                .texts(lines, line -> line.part().account().qualifier())
                .texts(lines, line -> line.part().account().asset().name())
                .longs(lines, line -> line.part().amountMinor());
    }
}
