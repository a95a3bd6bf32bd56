package dev.stagedoor.billing.metering;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Metering of calls. Every method is idempotent: the same call repeated, or made five times at once, counts once.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Metering {
    /** The price of a call at this moment and what the viewer can afford. */
    public Quote quote(UUID viewerId, UUID performerId, Rate rate) {
        throw new UnsupportedOperationException();
    }

    /** Reserves the minimum for a call under the quoted, now locked rate. */
    public HoldOutcome hold(UUID callId, UUID quoteId) {
        throw new UnsupportedOperationException();
    }

    /** The clock may run: persists the start by the database's clock. */
    public void started(UUID callId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes cumulative billable time, captures the increments entered, extends the hold, and says what the call may do
     * next. A smaller figure than the last changes nothing.
     */
    public MeterReading usage(UUID callId, long billableMs) {
        throw new UnsupportedOperationException();
    }

    /**
     * Settles the call: final capture, release of the rest, receipt. The first caller wins, the others get the same
     * receipt. A call whose clock never ran costs nothing.
     */
    public Receipt end(UUID callId, long billableMs, EndReason reason) {
        throw new UnsupportedOperationException();
    }

    /** The receipt of a settled call, null while it is not settled. */
    public @Nullable Receipt receipt(UUID callId) {
        throw new UnsupportedOperationException();
    }
}
