package dev.stagedoor.billing.audit;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account of the journal by its names.
 *
 * @param owner null for the house
 * @param qualifier provider or tax section, empty if the kind has none
 */
public record BookAccount(AccountKind kind, @Nullable UUID owner, String qualifier, Asset asset) {}
