package dev.stagedoor.signaling.people;

import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;

/** What performers decide about themselves. Rates are coins a minute. */
public record PerformerSettings(String bio, Money audioRate, Money videoRate, Increment increment) {}
