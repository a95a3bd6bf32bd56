package dev.stagedoor.billing.payouts;

/** A bank account as screens show it: with all but the number's end hidden. */
public record ShownDestination(String holder, String maskedNumber, String bankCode) {}
