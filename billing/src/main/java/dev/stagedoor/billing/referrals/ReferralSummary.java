package dev.stagedoor.billing.referrals;

import dev.stagedoor.billing.ledger.Money;
import org.jspecify.annotations.Nullable;

/**
 * What bringing people has brought somebody.
 *
 * @param code null for who has none, because their papers are not verified
 * @param basisPoints of the price without tax, by the price list in force; 0 while there is no programme
 * @param windowDays between following the link and signing up, at most
 * @param termDays after signing up for which purchases count
 * @param joined people who signed up by the link in time
 * @param pending commission not yet withdrawable; below nothing if more was taken back than is pending
 * @param matured commission that became withdrawable so far, paid out or not
 */
public record ReferralSummary(
        @Nullable String code,
        int basisPoints,
        int windowDays,
        int termDays,
        long joined,
        Money pending,
        Money matured) {}
