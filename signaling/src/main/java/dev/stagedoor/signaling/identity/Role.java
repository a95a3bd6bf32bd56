package dev.stagedoor.signaling.identity;

/** What a person may do. The names are in the database, in tokens and in the contract's security requirements. */
public enum Role {
    VIEWER,
    PERFORMER,
    /** Represents performers, and has a part of what they earn once two people of the house and the performer have agreed. */
    AGENCY,
    ADMIN,
    /** Looks after money: reads the books, proposes and approves what moves money. */
    FINANCE,
    /** Looks after people: finds them and their calls. */
    SUPPORT;

    /** Whether somebody may sign up for it; the others are given. */
    boolean isForEverybody() {
        return this == VIEWER || this == PERFORMER || this == AGENCY;
    }
}
