package dev.stagedoor.billing.shows;

import java.util.Comparator;
import java.util.List;

/** Who gets what back when a booking does not happen, as a table. */
public record CancelPolicy(List<Rule> rules) {
    private static final int WHOLE = 10_000;
    private static final long HOUR_MS = 3_600_000;

    public CancelPolicy {
        rules = List.copyOf(rules);
        for (Party party : Party.values()) {
            for (Event event : Event.values()) {
                if (rules.stream().noneMatch(rule -> rule.is(party, event) && rule.atLeastBeforeMs == 0)) {
                    throw new IllegalArgumentException(
                            "no rule for " + event + " of the " + party + " at the last moment");
                }
            }
        }
    }

    /** Why it does not happen. */
    public enum Event {
        CANCEL,
        NO_SHOW
    }

    /**
     * @param party who cancelled, or was not there
     * @param atLeastBeforeMs holds when that much time or more is left until the start
     * @param returnedBasisPoints of what was held go back to the viewer; the rest is the performer's sale
     */
    public record Rule(Party party, Event event, long atLeastBeforeMs, int returnedBasisPoints) {
        public Rule {
            if (atLeastBeforeMs < 0 || returnedBasisPoints < 0 || returnedBasisPoints > WHOLE) {
                throw new IllegalArgumentException(
                        "rule for %d ms before, %d basis points".formatted(atLeastBeforeMs, returnedBasisPoints));
            }
        }

        boolean is(Party who, Event what) {
            return party == who && event == what;
        }
    }

    /**
     * A viewer gets everything back until a day before, half until two hours before, nothing afterwards or by staying away;
     * everything whenever it is the performer who does not come.
     */
    public static CancelPolicy defaults() {
        return new CancelPolicy(List.of(
                new Rule(Party.VIEWER, Event.CANCEL, 24 * HOUR_MS, WHOLE),
                new Rule(Party.VIEWER, Event.CANCEL, 2 * HOUR_MS, WHOLE / 2),
                new Rule(Party.VIEWER, Event.CANCEL, 0, 0),
                new Rule(Party.VIEWER, Event.NO_SHOW, 0, 0),
                new Rule(Party.PERFORMER, Event.CANCEL, 0, WHOLE),
                new Rule(Party.PERFORMER, Event.NO_SHOW, 0, WHOLE)));
    }

    /** What goes back of that many coins, with that much time left until the start; rounded down to a thousandth. */
    public long returnedMinor(Party party, Event event, long beforeMs, long heldMinor) {
        int basisPoints = rules.stream()
                .filter(rule -> rule.is(party, event) && rule.atLeastBeforeMs <= Math.max(0, beforeMs))
                .max(Comparator.comparingLong(Rule::atLeastBeforeMs))
                .orElseThrow()
                .returnedBasisPoints();
        return Math.multiplyExact(heldMinor, basisPoints) / WHOLE;
    }
}
