package dev.stagedoor.billing.audit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where the chain of seals is kept. Every method is one transaction. */
public interface SealStore {
    /** Seals the next transfers, at most that many; returns how many. None while another node is at it. */
    int seal(int limit);

    /** The end of the chain, null while nothing is sealed. */
    @Nullable
    SealRoot end();

    /** The hash of that seal, 64 hexadecimal digits; null if there is none. */
    @Nullable
    String hashAt(long seq);

    /** Keeps the end of the chain as the root of a day; null if that day has one or nothing is sealed. */
    @Nullable
    SealRoot keepRoot(LocalDate day);
}
