package dev.stagedoor.server.config;

/** In what an installation sells and pays. Each has a price list to begin with. */
public enum MoneyCurrency {
    INR,
    USD
}
