package dev.stagedoor.media.ice;

/** What to do about a check. */
public sealed interface IceAnswer {
    /** Send this message back to where the check came from. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Reply(byte[] message) implements IceAnswer {}

    /** Say nothing: an answer to a stranger would be a gift to whoever forged the source address. */
    record Refused(Reason reason) implements IceAnswer {}

    /** Why a check was refused. */
    enum Reason {
        /** The user name names another session, or another peer of this one. */
        WRONG_USERNAME,
        /** Not made with this session's password. */
        WRONG_INTEGRITY
    }
}
