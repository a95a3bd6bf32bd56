package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: where second factors and the digests of their recovery codes are kept. Methods block. */
public interface SecondFactorStore {
    /** Keeps a secret until it is confirmed, in place of one that was not; false if one is confirmed. */
    boolean begin(UUID accountId, byte[] sealedSecret, Instant now);

    /** What is kept of a person, null if nothing was ever begun. */
    @Nullable
    Kept find(UUID accountId);

    /** Switches a begun one on with these recovery codes; false if somebody else was faster. */
    boolean confirm(UUID accountId, long step, Collection<TokenDigest> recoveryCodes, Instant now);

    /** Takes a step, once; false if it or a later one was taken. */
    boolean spendStep(UUID accountId, long step);

    /** Takes a recovery code, once; false if there is none like it, or no more. */
    boolean spendCode(UUID accountId, TokenDigest code, Instant now);

    /** How many recovery codes are left. */
    int codesLeft(UUID accountId);

    /** New recovery codes in place of all that there were. */
    void replaceCodes(UUID accountId, Collection<TokenDigest> recoveryCodes);

    /** Switches it off; false if there was none. */
    boolean remove(UUID accountId);

    /** Everybody's, for sealing anew. */
    List<Kept> all();

    /** The same secret under another seal. */
    void reseal(UUID accountId, byte[] sealedSecret);

    /**
     * What is kept of a person. Never compared, so the array is no trap.
     *
     * @param confirmedAt null until the person has shown a code of it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Kept(
            UUID accountId, byte[] sealedSecret, @Nullable Instant confirmedAt) {}
}
