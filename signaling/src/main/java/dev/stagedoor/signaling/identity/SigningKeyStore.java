package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.util.List;

/** Port: where signing keys are kept, shared by all nodes. Methods block. */
public interface SigningKeyStore {
    /** Keys that sign until after the given moment, in the order of their beginning. */
    List<SigningKey> signingUntilAfter(Instant moment);

    /** Adds a key. */
    void add(SigningKey key);
}
