package dev.stagedoor.billing.risk;

/** Something that accounts may have in common. Only keyed digests of it are kept. Names are kept in the database and never change. */
public enum TraitKind {
    /** A browser, by the cookie it was given. */
    DEVICE,
    /** A card or another means of payment, by what its provider says of it. */
    CARD
}
