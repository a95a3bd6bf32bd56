package dev.stagedoor.signaling.mail;

/** How it stands with a message. */
public enum MailState {
    /** To be sent, now or when it is due again. */
    WAITING,
    /** There was no mail server to give it to. */
    KEPT,
    /** A mail server has taken it. */
    SENT,
    /** Refused for good, or tried often enough. */
    FAILED
}
