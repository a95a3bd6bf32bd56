package dev.stagedoor.signaling.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.PriceDesk.Version;
import org.jspecify.annotations.Nullable;

/** A price list and the names of the two who published it; null for the one that the installation began with. */
public record NamedPrices(
        @JsonUnwrapped Version version,
        @Nullable String proposedByName,
        @Nullable String approvedByName) {}
