package dev.stagedoor.signaling.identity;

/** What a person may do. The names are in the database, in tokens and in the contract's security requirements. */
public enum Role {
    VIEWER,
    PERFORMER,
    ADMIN
}
