package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.FactorCheck;
import dev.stagedoor.signaling.identity.SecondFactors;
import org.jspecify.annotations.Nullable;

/** Asks once more who it is before money moves, or before the way it takes is changed. */
final class FactorGate {
    static final String NEEDED = "Enter the code that your authenticator app shows now.";
    static final String WRONG =
            "This code is not right. Enter the one that your authenticator app shows now; if it stays wrong, set its clock.";
    static final String USED = "This code was used already. Wait for the next one.";

    private static final String HEADER = "Second-Factor";

    private final SecondFactors factors;

    FactorGate(SecondFactors factors) {
        this.factors = factors;
    }

    /** Looks at the code that came with a request, and takes it. */
    FactorCheck check(ApiRequest request) {
        return factors.check(request.userId(), request.header(HEADER));
    }

    /** The answer to who may not go on; null for who has shown the factor, or has set up none. */
    @Nullable
    Reply refusal(ApiRequest request) {
        return refusal(check(request));
    }

    /** The same of a check that was made. */
    static @Nullable Reply refusal(FactorCheck check) {
        return switch (check) {
            case FactorCheck.NotSetUp(), FactorCheck.Right() -> null;
            case FactorCheck.Missing() -> Reply.refused(409, "SECOND_FACTOR_NEEDED", NEEDED);
            case FactorCheck.Wrong() -> Reply.refused(409, "SECOND_FACTOR_WRONG", WRONG);
            case FactorCheck.Used() -> Reply.refused(409, "SECOND_FACTOR_USED", USED);
            case FactorCheck.Limited(long seconds) -> Reply.rateLimited(seconds);
        };
    }
}
