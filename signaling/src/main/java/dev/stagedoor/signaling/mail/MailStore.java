package dev.stagedoor.signaling.mail;

import dev.stagedoor.signaling.MailCarrier.Letter;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: where mail is kept. Every method is one transaction and blocks. */
public interface MailStore {
    /** Adds a message that waits from now on, or is only kept; false if its key is known, or its account is not there. */
    boolean add(UUID id, Draft draft, boolean waiting, Instant now);

    /** Takes the message that has been due for longest, for this caller alone until {@code until}; null if none is due. */
    @Nullable
    Claim claim(Instant now, Instant until);

    /** It was sent. */
    void sent(UUID id, Instant now);

    /** It was not; the next attempt is then. Does nothing if somebody else has taken it meanwhile. */
    void tryAgain(Claim claim, String error, Instant at);

    /** It will not be. Does nothing if somebody else has taken it meanwhile. */
    void fail(Claim claim, String error, Instant now);

    /** Lets what was kept, given up or waits be tried from the beginning, now; false if it is sent or not there. */
    boolean renew(UUID id, Instant now);

    /** All of them or those in one state, newest first. */
    Page<Mail> page(@Nullable MailState state, @Nullable String cursor, int limit);

    /** One with its text, null if there is none. */
    @Nullable
    Content find(UUID id);

    /** How many there are in each state that has any. */
    Map<MailState, Integer> counts();

    /** Deletes what was settled, or kept or waiting without end, before this time, and of what is kept all but the newest. */
    int deleteOld(Instant before, int kept);

    /**
     * A message that is somebody's to send.
     *
     * @param attempt its number, from 1
     */
    record Claim(Letter letter, int attempt) {}

    /** A message and what its reader would read. */
    record Content(Mail mail, String plainText) {}
}
