package dev.stagedoor.signaling.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.LedgerBrowser.Account;
import org.jspecify.annotations.Nullable;

/** A ledger account and whose it is; the name is null for the house's own. */
public record NamedAccount(
        @JsonUnwrapped Account account, @Nullable String ownerName) {}
