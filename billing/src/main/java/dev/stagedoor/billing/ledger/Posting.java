package dev.stagedoor.billing.ledger;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer to be posted.
 *
 * @param ref its id towards people, a UUIDv7; a repeat keeps the first one's
 * @param sessionId the session it belongs to, null if none
 * @param tickNo which capture of the session it is, null if it is none
 * @param reverses the transfer it takes back, null if none
 * @param memo a word for the reader of the journal
 * @param actor who asked for it, for example {@code meter} or {@code user:…}
 * @param fence checked in the same transaction; null where no session is owned
 * @param lots the new coins, or those taken back of the grant that is reversed; empty if neither
 */
public record Posting(
        TransferCode code,
        UUID ref,
        IdempotencyKey key,
        @Nullable UUID sessionId,
        @Nullable Integer tickNo,
        @Nullable Long reverses,
        String memo,
        String actor,
        @Nullable SessionFence fence,
        List<Line> lines,
        List<LotGrant> lots) {
    public Posting {
        lines = List.copyOf(lines);
        lots = List.copyOf(lots);
    }

    /** A posting outside any session. */
    public static Posting of(TransferCode code, UUID ref, IdempotencyKey key, String actor, List<Line> lines) {
        return new Posting(code, ref, key, null, null, null, "", actor, null, lines, List.of());
    }

    /** The same with a session to belong to, without a fence: a tip does not need to own the call. */
    public Posting inSession(@Nullable UUID session) {
        return new Posting(code, ref, key, session, tickNo, reverses, memo, actor, fence, lines, lots);
    }

    /** The same under a fence. */
    public Posting fencedBy(SessionFence owner) {
        return new Posting(code, ref, key, sessionId, tickNo, reverses, memo, actor, owner, lines, lots);
    }

    /** The same as the capture of that number. */
    public Posting atTick(int number) {
        return new Posting(code, ref, key, sessionId, number, reverses, memo, actor, fence, lines, lots);
    }

    /** The same as what takes that transfer back, or coins of it. */
    public Posting reversing(long transferId) {
        return new Posting(code, ref, key, sessionId, tickNo, transferId, memo, actor, fence, lines, lots);
    }

    /** The same with new coins; where coins are taken back of the grant it reverses, how much of which class. */
    public Posting granting(List<LotGrant> grants) {
        return new Posting(code, ref, key, sessionId, tickNo, reverses, memo, actor, fence, lines, grants);
    }

    /** The same with a word for the reader. */
    public Posting noting(String text) {
        return new Posting(code, ref, key, sessionId, tickNo, reverses, text, actor, fence, lines, lots);
    }
}
