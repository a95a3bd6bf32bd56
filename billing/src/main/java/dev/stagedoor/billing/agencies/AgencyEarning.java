package dev.stagedoor.billing.agencies;

import java.util.UUID;

/** What an agency was owed for one performer's sales in a period, after refunds and chargebacks. */
public record AgencyEarning(UUID performerId, UUID agencyId, long amountMinor) {}
