package dev.stagedoor.signaling.identity;

import java.time.Duration;
import java.time.LocalDate;

/**
 * @param issuer {@code iss} of access tokens
 * @param accessLifetime of an access token
 * @param sessionLifetime of a session since its refresh token was last used
 * @param keyLifetime how long a key signs
 * @param minimumAgeYears nobody younger can register
 * @param signInPerAccount wrong passwords an account takes; a right one costs nothing
 * @param attemptsPerAddress sign-ups and sign-ins from one address
 * @param wrongCodesPerAccount wrong codes of a second factor that a person may show; a right one costs nothing
 * @param houseNeedsSecondFactor whether people of the house can do nothing for it without a second factor
 */
public record IdentityConfig(
        String issuer,
        Duration accessLifetime,
        Duration sessionLifetime,
        Duration keyLifetime,
        int minimumAgeYears,
        RateLimiter.Limit signInPerAccount,
        RateLimiter.Limit attemptsPerAddress,
        RateLimiter.Limit wrongCodesPerAccount,
        boolean houseNeedsSecondFactor) {
    /** What an installation starts with. */
    public static IdentityConfig defaults() {
        return new IdentityConfig(
                "stagedoor",
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                Duration.ofDays(30),
                18,
                new RateLimiter.Limit(10, Duration.ofSeconds(30)),
                new RateLimiter.Limit(200, Duration.ofSeconds(1)),
                new RateLimiter.Limit(5, Duration.ofMinutes(5)),
                false);
    }

    /** The same, asking the house for a second factor or not. */
    public IdentityConfig withSecondFactorOfHouse(boolean needed) {
        return new IdentityConfig(
                issuer,
                accessLifetime,
                sessionLifetime,
                keyLifetime,
                minimumAgeYears,
                signInPerAccount,
                attemptsPerAddress,
                wrongCodesPerAccount,
                needed);
    }

    boolean isOldEnough(LocalDate dateOfBirth, LocalDate today) {
        return !dateOfBirth.plusYears(minimumAgeYears).isAfter(today);
    }
}
