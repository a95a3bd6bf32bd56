package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.UUID;

/** Port: the way to the mail server. Methods block, for minutes at most; they do not throw for what a server may answer. */
public interface MailCarrier {
    /** Gives one message to the server. What became of an attempt that broke off is not known: it may have arrived. */
    Delivery deliver(Letter letter);

    /**
     * One message.
     *
     * @param id the same at every attempt, so that a server or reader can know a message that comes twice
     * @param to the one address that it goes to
     * @param language of both texts (BCP 47)
     * @param writtenAt its date
     */
    record Letter(
            UUID id, String to, String language, String subject, String plainText, String html, Instant writtenAt) {}

    /** How an attempt ended. */
    sealed interface Delivery {
        /** The server answers for it from now on. */
        record Taken() implements Delivery {}

        /** It will never take this message: no such mailbox, or too much like spam. */
        record Rejected(String why) implements Delivery {}

        /** It does not take this message now. */
        record Deferred(String why) implements Delivery {}

        /** No message can be given to the server now: it is away, or not what its certificate should say, or refuses us. */
        record Unreachable(String why) implements Delivery {}
    }
}
