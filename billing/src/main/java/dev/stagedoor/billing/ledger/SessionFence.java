package dev.stagedoor.billing.ledger;

import java.util.UUID;

/** Who may post for a session: the node that holds it, under the epoch it got it with. */
public record SessionFence(UUID nodeId, long leaseEpoch) {}
