package dev.stagedoor.signaling.identity;

/** What a person may do. The names are in the database, in tokens and in the contract's security requirements. */
public enum Role {
    VIEWER,
    PERFORMER,
    ADMIN,
    /** Looks after money: reads the books, proposes and approves what moves money. */
    FINANCE,
    /** Looks after people: finds them and their calls. */
    SUPPORT;

    /** Whether somebody may sign up for it; the others are given. */
    boolean isForEverybody() {
        return this == VIEWER || this == PERFORMER;
    }
}
