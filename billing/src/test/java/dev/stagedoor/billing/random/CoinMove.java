package dev.stagedoor.billing.random;

import java.util.List;
import java.util.UUID;

/**
 * What one transfer did to a viewer's coins, in thousandths; positive is more for the viewer, or into escrow.
 *
 * @param session call, ticket or month, {@link Posted#NOBODY} if there is none
 * @param reverses the transfer that this one takes back, 0 if none
 * @param paid that came into being, by class; negative if they went back to where they came from
 */
record CoinMove(
        long transferId,
        String code,
        UUID session,
        long reverses,
        UUID viewer,
        long free,
        long held,
        long escrow,
        long paid,
        long bonus,
        long promo) {
    private static final String COINS = "COIN";

    long issued() {
        return paid + bonus + promo;
    }

    /** What these did to coins, if anything. */
    static List<CoinMove> of(List<Posted> posted) {
        return posted.stream()
                .filter(each ->
                        each.lines().stream().anyMatch(line -> line.asset().equals(COINS)))
                .map(CoinMove::of)
                .toList();
    }

    private static CoinMove of(Posted posted) {
        return new CoinMove(
                posted.id(),
                posted.code(),
                posted.session(),
                posted.reverses(),
                posted.lines().stream()
                        .filter(line ->
                                line.asset().equals(COINS) && line.kind().startsWith("viewer."))
                        .map(Posted.Line::owner)
                        .findFirst()
                        .orElse(Posted.NOBODY),
                coins(posted, "viewer.available"),
                coins(posted, "viewer.held"),
                coins(posted, "escrow.event"),
                -coins(posted, "platform.coins_issued_paid"),
                -coins(posted, "platform.coins_issued_bonus"),
                -coins(posted, "platform.coins_issued_promo"));
    }

    private static long coins(Posted posted, String kind) {
        return posted.sum(line -> line.asset().equals(COINS) && line.kind().equals(kind));
    }
}
