package dev.stagedoor.signaling.identity;

import dev.stagedoor.signaling.WalletService.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: where accounts are kept. Methods block. */
public interface AccountStore {
    /**
     * Adds an account, and with it a note of where its owner came from; false, and nothing is changed, if the address is taken
     * (see {@link EmailAddress#key()}).
     */
    boolean insert(Account account, String passwordHash, @Nullable Origin origin);

    /** The account of an address and its password hash, null if there is none. */
    @Nullable
    Credential credential(EmailAddress email);

    /** One account, null if there is none. */
    @Nullable
    Account find(UUID accountId);

    /** Changes what is not null and returns the result, null if there is no such account. */
    @Nullable
    Account updateProfile(UUID accountId, ProfileChange change);

    /** Display names of those that exist. */
    Map<UUID, String> displayNames(Collection<UUID> accountIds);

    /** Accounts, newest first, whose address or display name contains the query or whose id it is. */
    Page<Account> search(@Nullable String query, @Nullable String cursor, int limit);

    /** Accounts of that role whose display name contains the query, by name. */
    List<Account> named(String query, Role role, int limit);

    /** What is to be changed; what is null stays. */
    record ProfileChange(
            @Nullable String displayName,
            @Nullable String bio,
            @Nullable String locale) {}

    /** @param passwordHash Argon2id in the PHC string format */
    record Credential(Account account, String passwordHash) {}
}
