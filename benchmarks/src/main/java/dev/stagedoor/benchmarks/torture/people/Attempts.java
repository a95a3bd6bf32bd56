package dev.stagedoor.benchmarks.torture.people;

import dev.stagedoor.benchmarks.api.ApiFailure;
import dev.stagedoor.benchmarks.api.ServerUnreachable;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks under the same id until there is an answer, or for so long that giving up is human. */
final class Attempts {
    private static final int MOST = 6;
    private static final int FIRST_PAUSE_MS = 200;

    /** Answers after which nobody knows whether it has happened. */
    private static final Set<String> NO_ANSWER = Set.of("", "INTERNAL", "UNAVAILABLE");

    private static final Set<String> SIGN_IN = Set.of("UNAUTHENTICATED", "TOKEN_EXPIRED");
    private static final String LATER = "RATE_LIMITED";

    private final Person person;
    private final Random random;

    Attempts(Person person, Random random) {
        this.person = person;
        this.random = random;
    }

    /** What came of asking. */
    sealed interface Ending<T> {
        record Answered<T>(T answer) implements Ending<T> {}

        /** @param first whether no attempt before had gone without an answer */
        record Refused<T>(String code, boolean first) implements Ending<T> {}

        record NoAnswer<T>() implements Ending<T> {}
    }

    <T> Ending<T> ask(Supplier<T> request) {
        var first = true;
        for (var attempt = 0; attempt < MOST; attempt++) {
            try {
                return new Ending.Answered<>(request.get());
            } catch (ServerUnreachable _) {
                first = false;
            } catch (ApiFailure e) {
                if (SIGN_IN.contains(e.code())) {
                    signInAgain();
                } else if (!isAnswer(e.code())) {
                    first = false;
                } else if (!e.code().equals(LATER)) {
                    return new Ending.Refused<>(e.code(), first);
                }
            }
            pause((FIRST_PAUSE_MS << attempt) + random.nextInt(FIRST_PAUSE_MS));
        }
        return new Ending.NoAnswer<>();
    }

    private void signInAgain() {
        try {
            person.signInAgain();
        } catch (ServerUnreachable | ApiFailure _) {
            // The next attempt will find out.
        }
    }

    /** Whether a request refused with this code has certainly not been carried out. */
    static boolean isAnswer(String code) {
        return !NO_ANSWER.contains(code);
    }

    static void pause(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}
