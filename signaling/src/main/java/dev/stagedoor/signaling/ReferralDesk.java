package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Performers' links and who came by them: the port to billing. Methods may block. */
public interface ReferralDesk {
    /** A performer's link and what came of it. */
    Standing standing(UUID performerId);

    /** Somebody has signed up who came by a link; whether that counts is found there. Harmless to repeat. */
    void joined(Newcomer newcomer);

    /**
     * @param code as it stood in the link
     * @param seenAt when they followed it, as their browser says
     */
    record Newcomer(UUID accountId, String code, Instant seenAt, Instant registeredAt) {}

    /**
     * @param code of the link, null for who has none
     * @param basisPoints of the price without tax of every purchase; 0 while there is no programme
     * @param windowDays between following the link and signing up, at most
     * @param termDays after signing up for which purchases count
     * @param joined people who signed up by the link in time
     * @param pending commission not yet withdrawable; below nothing if more was taken back than is pending
     * @param matured commission that became withdrawable so far, paid out or not
     */
    record Standing(
            @Nullable String code,
            int basisPoints,
            int windowDays,
            int termDays,
            long joined,
            Money pending,
            Money matured) {}
}
