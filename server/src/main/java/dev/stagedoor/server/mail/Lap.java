package dev.stagedoor.server.mail;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes round what waits, from the oldest to the newest and again. What cannot be seen to is passed and comes again in the next lap; a
 * run in which too much fails ends, and the next one goes on behind it. One thread.
 *
 * @param <T> what waits
 */
final class Lap<T> {
    private static final int AT_ONCE = 200;
    /** If so many fail, it is hardly they: whoever they are handed to is left alone until the next run. */
    private static final int MOST_FAILURES = 200;

    private final Waiting<T> waiting;
    private final Predicate<T> handOn;
    private @Nullable T last;

    /** What waits, in an order that stays. */
    interface Waiting<T> {
        /** At most {@code limit} of those behind {@code last}, of all if that is null. */
        List<T> after(@Nullable T last, int limit);
    }

    /** @param handOn whether it was handed on, and waits no longer */
    Lap(Waiting<T> waiting, Predicate<T> handOn) {
        this.waiting = waiting;
        this.handOn = handOn;
    }

    /** To the end of the lap, or until too much has failed. */
    void run() {
        int failures = 0;
        List<T> some;
        do {
            some = waiting.after(last, AT_ONCE);
            for (T one : some) {
                last = one;
                if (!handOn.test(one) && ++failures == MOST_FAILURES) {
                    return;
                }
            }
        } while (some.size() == AT_ONCE);
        last = null;
    }
}
