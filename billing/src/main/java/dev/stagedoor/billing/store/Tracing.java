package dev.stagedoor.billing.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows what somebody has asked for into the ledger. Work is never done differently for being followed, and what nobody asked
 * for, as upkeep, is not followed.
 */
public interface Tracing {
    /** Follows nothing. */
    Tracing OFF = new Tracing() {
        private final Origin nowhere = new Origin() {};
        private final Step silent = new Step() {
            @Override
            public void tell(String name, String value) {}

            @Override
            public void tell(String name, long value) {}
        };

        @Override
        public <T extends @Nullable Object> T step(String name, Function<Step, T> work) {
            return work.apply(silent);
        }

        @Override
        public Origin here() {
            return nowhere;
        }

        @Override
        public <T extends @Nullable Object> T stepOf(List<Origin> origins, String name, Function<Step, T> work) {
            return work.apply(silent);
        }
    };

    /** Runs work as a step of what this thread does for somebody. What it throws is thrown. */
    <T extends @Nullable Object> T step(String name, Function<Step, T> work);

    /** What this thread does now, for another one that will go on with it. */
    Origin here();

    /** Runs work on this thread that is a step of each of these at once. */
    <T extends @Nullable Object> T stepOf(List<Origin> origins, String name, Function<Step, T> work);

    /** A step under way. Ids, codes and counts may be told of it; never words of people, names or numbers of accounts. */
    interface Step {
        /** A fact. */
        void tell(String name, String value);

        /** A figure, with its unit last in its name. */
        void tell(String name, long value);
    }

    /** Where a step belongs. */
    interface Origin {}
}
