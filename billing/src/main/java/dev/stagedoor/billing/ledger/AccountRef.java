package dev.stagedoor.billing.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account by name; it is opened when first used.
 *
 * @param owner a person, an event or an agency; null for the house
 * @param qualifier provider or tax section, empty if the kind has none
 */
public record AccountRef(AccountKind kind, @Nullable UUID owner, String qualifier, Asset asset) {
    /** A person's account in coins. */
    public static AccountRef coins(AccountKind kind, UUID owner) {
        return new AccountRef(kind, owner, "", Asset.COIN);
    }

    /** A payee's account in a payout currency. */
    public static AccountRef payee(AccountKind kind, UUID owner, Asset asset) {
        return new AccountRef(kind, owner, "", asset);
    }

    /** An account of the house. */
    public static AccountRef house(AccountKind kind, Asset asset) {
        return new AccountRef(kind, null, "", asset);
    }
}
