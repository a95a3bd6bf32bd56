package dev.stagedoor.signaling.identity;

/** How signing up, signing in or renewing ended. */
public sealed interface SignInOutcome {
    /**
     * @param accessToken for the {@code Authorization} header
     * @param refreshToken one-time, for the next renewal
     */
    record SignedIn(Account account, String accessToken, String refreshToken) implements SignInOutcome {
        /** Without the tokens, which have no business in a log. */
        @Override
        public String toString() {
            return "SignedIn[" + account.id() + "]";
        }
    }

    /** Unknown address or wrong password; which of the two is not told. */
    record WrongCredentials() implements SignInOutcome {}

    /** The password is right; a code of the second factor is needed beside it. */
    record SecondFactorNeeded() implements SignInOutcome {}

    /**
     * The password is right, the code is not.
     *
     * @param used whether it was right once
     */
    record SecondFactorRefused(boolean used) implements SignInOutcome {}

    /** An account with this address exists. */
    record EmailTaken() implements SignInOutcome {}

    record Underage(int minimumAgeYears) implements SignInOutcome {}

    record WeakPassword(PasswordRule broken) implements SignInOutcome {}

    record BadDisplayName() implements SignInOutcome {}

    /** The refresh token is not, or no longer, good for anything. */
    record SessionOver() implements SignInOutcome {}

    /** The refresh token had been used before: the whole session has been ended. */
    record TokenReused() implements SignInOutcome {}

    /** Too many tries, or more than can be worked on. */
    record RateLimited(long retryAfterSeconds) implements SignInOutcome {}
}
