package dev.stagedoor.signaling.mail;

/** How an attempt to give a message to the mail server ended, for counting. */
public enum MailOutcome {
    TAKEN,
    /** Never again: the server refuses this message or its reader. */
    REJECTED,
    /** Later: the server does not take this message now. */
    DEFERRED,
    /** Later, and not only this message: the server is away, cannot prove its name, or refuses us. */
    UNREACHABLE
}
