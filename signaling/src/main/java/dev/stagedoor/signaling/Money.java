package dev.stagedoor.signaling;

/**
 * An amount in integer minor units of its asset: {@code COIN} has scale 3 (one coin is 1000), {@code INR} and
 * {@code USD} scale 2.
 */
public record Money(long amountMinor, String currency) {}
