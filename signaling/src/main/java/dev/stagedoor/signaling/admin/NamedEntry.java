package dev.stagedoor.signaling.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.LedgerBrowser.Entry;
import org.jspecify.annotations.Nullable;

/** A ledger entry and whose account it is on; the name is null for the house's own. */
public record NamedEntry(
        @JsonUnwrapped Entry entry, @Nullable String ownerName) {}
