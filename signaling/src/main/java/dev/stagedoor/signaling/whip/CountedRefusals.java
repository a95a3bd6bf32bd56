package dev.stagedoor.signaling.whip;

import java.util.Map;

/** Answers that refuse, in the words for people, each of them counted. */
final class CountedRefusals {
    private final RefusalCounters counters = new RefusalCounters();

    Joined join(Refusal why) {
        return join(why, why.sentence());
    }

    Joined join(Refusal why, String detail) {
        return counted(new Joined.Refused(why, detail));
    }

    /** Counts it if it is one. */
    Joined counted(Joined outcome) {
        if (outcome instanceof Joined.Refused(Refusal why, String _)) {
            counters.count(why);
        }
        return outcome;
    }

    Patched patch(Refusal why) {
        return patch(why, why.sentence());
    }

    Patched patch(Refusal why, String detail) {
        counters.count(why);
        return new Patched.Refused(why, detail);
    }

    /** One that has no answer of its own. */
    void count(Refusal why) {
        counters.count(why);
    }

    /** How often each was given. */
    Map<Refusal, Long> snapshot() {
        return counters.snapshot();
    }
}
