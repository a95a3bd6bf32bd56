package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.ledger.Money;
import java.util.List;

/**
 * What a performer's standing lets them ask for.
 *
 * @param minimumFollowers reached by this many followers
 * @param needsVerification open to verified performers only, whatever their followers
 * @param audio coins for a minute of audio
 * @param video coins for a minute of video
 */
public record RateTier(String name, int minimumFollowers, boolean needsVerification, Money audio, Money video) {

    /** The tiers of a fresh install, lowest first. */
    public static List<RateTier> defaults() {
        return List.of(
                of("regular", 0, false, 5, 8),
                of("popular", 100, false, 8, 12),
                of("verified", 0, true, 12, 18),
                of("celebrity", 1_000, false, 20, 30));
    }

    /** The highest tier that fits; tiers are ordered lowest first and the first fits everybody. */
    public static RateTier of(List<RateTier> tiers, int followers, boolean verified) {
        return tiers.reversed().stream()
                .filter(tier -> followers >= tier.minimumFollowers && (verified || !tier.needsVerification))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tier for " + followers + " followers"));
    }

    private static RateTier of(String name, int followers, boolean verified, long audio, long video) {
        return new RateTier(name, followers, verified, Money.coins(audio * 1_000), Money.coins(video * 1_000));
    }
}
