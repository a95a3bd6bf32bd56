package dev.stagedoor.billing.ledger;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Work for many, one after the other, in which nobody waits behind what cannot be done for somebody else. That the database does not
 * answer concerns them all and goes through. One run, one thread.
 */
public final class OneByOne {
    /** So many that cannot be done are no longer single ones. */
    private static final int MOST_PASSED_OVER = 100;

    private final Logger log;
    private final String what;
    private final Set<UUID> passedOver = new LinkedHashSet<>();
    private int failures;
    private @Nullable RuntimeException first;

    /** @param what it is done for, in the log: {@code refund} */
    public OneByOne(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Does it for one; whether it was done. */
    public boolean did(Object which, Runnable work) {
        try {
            work.run();
            return true;
        } catch (LedgerUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(which, e);
            return false;
        }
    }

    /**
     * Does what is due next, whoever that is for.
     *
     * @param work passes over those that it is given, and throws {@link StuckException} for one that it could not be done for
     */
    public <T extends @Nullable Object> T next(Function<Set<UUID>, T> work) {
        while (true) {
            try {
                return work.apply(Set.copyOf(passedOver));
            } catch (StuckException e) {
                if (passedOver.size() >= MOST_PASSED_OVER) {
                    throw e;
                }
                passedOver.add(e.which());
                failed(e.which(), e);
            }
        }
    }

    private void failed(Object which, RuntimeException e) {
        log.error("The {} {} could not be seen to and is left for the next time", what, which, e);
        failures++;
        first = first == null ? e : first;
    }

    /** At the end of the run: throws {@link IllegalStateException} if it could not be done for all. */
    public void complain() {
        RuntimeException why = first;
        if (why != null) {
            throw new IllegalStateException(
                    "%d times a %s could not be seen to, first: %s".formatted(failures, what, why.getMessage()), why);
        }
    }
}
