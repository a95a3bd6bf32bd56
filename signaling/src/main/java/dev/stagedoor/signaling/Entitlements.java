package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What signalling asks of billing while a call runs. Methods block on the database and are called on virtual threads.
 * Every method is idempotent: the same call repeated, or sent five times at once, counts once.
 */
public interface Entitlements {
    /** Price of a call at this moment and what the viewer can afford. Valid for a minute. */
    Quote quote(UUID viewerId, UUID performerId, Rate rate);

    /** Reserves the minimum for a call under the quoted, now locked rate. */
    HoldOutcome hold(UUID callId, UUID quoteId);

    /**
     * Opens the session of a booking for which both are there; its id is the call's. What is held is the price that was
     * agreed, and the call costs no more. QuoteExpired if there is nothing to begin (any more).
     */
    HoldOutcome begin(UUID bookingId);

    /** The clock may run: persists the start by the database's clock. */
    void started(UUID callId);

    /**
     * Reports cumulative billable time; captures every increment entered, extends the hold, and says what the call may
     * do next. Never goes backwards: a smaller figure than the last changes nothing.
     */
    MeterReading usage(UUID callId, long billableMs);

    /**
     * Carries the other medium from here on, at the rate that was locked for it; the time so far counts at the old one. The
     * same again changes nothing. Where it throws, nobody knows: the same again, or the next reading, tells.
     */
    SwitchOutcome switchTo(UUID callId, CallKind kind, long billableMs);

    /**
     * Settles the call: final capture, release of the rest, receipt. The first caller wins; the others get the same
     * receipt. A call that never became active costs nothing.
     */
    Receipt end(UUID callId, long billableMs, EndReason reason);

    /** The receipt of a settled call, null while it is not settled. */
    @Nullable
    Receipt receipt(UUID callId);

    /** Whether this viewer has bought coins that were not all given back, or has a plan of the house. */
    boolean hasPaid(UUID viewerId);

    /** Moves coins from viewer to performer at once. {@code tipId} comes from the client and makes a repeat harmless. */
    TipOutcome tip(Tip tip);

    /** Whether this viewer gave something under this id before, a tip or a gift. */
    boolean wasGiven(UUID viewerId, UUID id);

    /** Where news goes; set once. Called on any thread, must not block. */
    void listen(Listener listener);

    /** News from billing. */
    interface Listener {
        /** A balance changed (purchase, tip, hold, capture). */
        void walletChanged(UUID userId);

        /** Recovery settled a call whose node died; people are told when they ask again. */
        void settledByRecovery(UUID callId);
    }

    /**
     * Audio or video call, and how time is cut into chargeable pieces.
     *
     * @param otherPerMinute for the other medium, null where it cannot be switched
     */
    record Rate(CallKind kind, Money perMinute, @Nullable Money otherPerMinute, Increment increment) {}

    /** What a call carries. */
    enum CallKind {
        AUDIO,
        VIDEO;

        /** What it is switched to. */
        public CallKind other() {
            return this == AUDIO ? VIDEO : AUDIO;
        }
    }

    /** The chargeable unit: a minute begun is a minute charged, or each second begun. */
    enum Increment {
        MINUTE,
        SECOND
    }

    /**
     * @param perMinute the rate that would be locked, peak multiplier included
     * @param otherPerMinute the same for the other medium, null where it cannot be switched
     * @param minimum what the hold will take
     * @param spendable what the viewer has available, as far as limits of the viewer's own let it be spent
     * @param estimatedMinutes whole minutes the spendable coins last
     */
    record Quote(
            UUID quoteId,
            UUID viewerId,
            UUID performerId,
            CallKind kind,
            Increment increment,
            Money perMinute,
            @Nullable Money otherPerMinute,
            Money minimum,
            Money spendable,
            long estimatedMinutes,
            Instant expiresAt) {}

    /** How a hold ended. */
    sealed interface HoldOutcome {
        record Held(Money amount) implements HoldOutcome {}

        record InsufficientFunds(Money required, Money available) implements HoldOutcome {}

        /** The viewer's own limit or exclusion forbids it; {@code why} says which, in words. */
        record Limited(String why) implements HoldOutcome {}

        record QuoteExpired() implements HoldOutcome {}

        /** One of the two is already in a paid call. */
        record Busy() implements HoldOutcome {}
    }

    /** How much of a call is still paid for. */
    enum Funding {
        FUNDED,
        LOW,
        FINAL,
        /** Nothing left: forwarding must pause now, and the call ends when the grace has passed without a top-up. */
        EXHAUSTED
    }

    /** How a wish for the other medium ended. */
    sealed interface SwitchOutcome {
        record Switched(MeterReading reading) implements SwitchOutcome {}

        /** The coins do not pay for another minute of it. */
        record InsufficientFunds(Money required, Money available) implements SwitchOutcome {}

        /** The clock does not run, or the medium was not offered. */
        record NotPossible() implements SwitchOutcome {}
    }

    /**
     * @param kind what the call carries as far as the books say, null if they know no such call
     * @param billableMs the cumulative figure that was accepted
     * @param charged coins captured so far
     * @param earned what the performer has earned by that, in the payout currency
     * @param spendable coins the viewer still has outside this call's hold
     * @param remainingMs billable time until the coins run out, hold and balance together
     * @param endAtMs the cumulative billable figure at which forwarding must pause unless a later reading says more
     */
    record MeterReading(
            @Nullable CallKind kind,
            long billableMs,
            Money charged,
            Money earned,
            Money spendable,
            long remainingMs,
            long endAtMs,
            Funding funding) {}

    /** Why a call is settled. */
    enum EndReason {
        HANG_UP,
        INSUFFICIENT_FUNDS,
        CONNECTION_LOST,
        NODE_LOST,
        MAXIMUM_DURATION,
        NEVER_CONNECTED,
        REJECTED,
        MISSED,
        CANCELLED,
        FAILED
    }

    /**
     * @param kind what it carried at first
     * @param perMinute the rate of that
     * @param parts one for each medium in turn; time and coins add up to the whole
     * @param deliveredMs billable milliseconds delivered to both sides
     * @param chargedMs the part of time that was charged, a whole number of increments
     * @param earned what the performer got, in the payout currency
     */
    record Receipt(
            UUID callId,
            UUID viewerId,
            UUID performerId,
            CallKind kind,
            Increment increment,
            Money perMinute,
            List<ReceiptPart> parts,
            long deliveredMs,
            long chargedMs,
            Money charged,
            Money tips,
            Money earned,
            EndReason reason,
            boolean fault,
            @Nullable Instant startedAt,
            Instant endedAt) {
        public Receipt {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Time in one medium.
     *
     * @param charged what the counter rose by in it; a minute begun before the switch is in the part that began it
     */
    record ReceiptPart(CallKind kind, Money perMinute, long deliveredMs, Money charged) {}

    /**
     * @param callId the call it was given in, null outside a call
     * @param privateMessage whether the message is for the performer alone
     */
    record Tip(
            UUID tipId,
            UUID viewerId,
            UUID performerId,
            @Nullable UUID callId,
            Money amount,
            String message,
            boolean anonymous,
            boolean privateMessage) {}

    /** How a tip ended. */
    sealed interface TipOutcome {
        record Posted(Money available) implements TipOutcome {}

        record InsufficientFunds(Money required, Money available) implements TipOutcome {}

        /** The viewer's own limit or exclusion forbids it; {@code why} says which, in words. */
        record Limited(String why) implements TipOutcome {}

        /** The id was used before with other content. */
        record Conflict() implements TipOutcome {}
    }
}
