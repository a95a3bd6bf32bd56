package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.Money;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running session on this node. Whoever holds {@link #lock} owns everything here but what is volatile.
 *
 * <p>A report of usage is answered from memory; the database is asked only when an increment begins, when the hold runs
 * low, or when there may be new coins. When it does not answer, the call lives on what its hold already pays for.
 */
final class LiveCall {
    /** Steps to try when the balance turns out to be another than was thought; each try knows the true one of then. */
    private static final int EXTENSION_TRIES = 3;
    /** How long the database is left alone after it did not answer, and how often a low balance is looked up. */
    private static final long ASK_AGAIN_NS = 1_000_000_000L;

    final ReentrantLock lock = new ReentrantLock();

    private final SessionStore store;
    private final MeteringTerms terms;
    private final SessionSteps steps;
    private final LongSupplier nanoTime;
    /** Another epoch is another node's session, and this one over. */
    private final long leaseEpoch;

    private final UUID callId;

    private SessionSnapshot session;
    private long acceptedMs;
    private long capturedAtMs;
    private long spendableMinor;
    private boolean over;
    private long askNotBeforeNs;
    private long lookedUpAtNs;
    private @Nullable PendingEnd pendingEnd;
    /** A switch was on its way when the database did not answer: the row knows what is carried. */
    private boolean doubtful;

    private volatile long beatMs;
    private volatile MeterReading reading;
    private volatile boolean fundsMayHaveChanged;

    /** An end that the database has not confirmed yet. */
    record PendingEnd(long billableMs, EndReason reason) {}

    LiveCall(
            SessionStore store,
            MeteringTerms terms,
            Supplier<UUID> ids,
            LongSupplier nanoTime,
            SessionSnapshot session,
            long spendableMinor) {
        this.store = store;
        this.terms = terms;
        this.steps = new SessionSteps(terms, ids);
        this.nanoTime = nanoTime;
        this.leaseEpoch = session.fence().leaseEpoch();
        this.callId = session.callId();
        this.session = session;
        this.spendableMinor = spendableMinor;
        this.acceptedMs = session.billableMs();
        this.beatMs = session.billableMs();
        this.capturedAtMs = session.billableMs();
        this.askNotBeforeNs = nanoTime.getAsLong();
        this.lookedUpAtNs = nanoTime.getAsLong();
        this.reading = read();
    }

    UUID callId() {
        return callId;
    }

    UUID viewerId() {
        return session.viewerId();
    }

    /** The last reading; for those who find the lock taken. */
    MeterReading reading() {
        return reading;
    }

    /** Somebody moved the viewer's coins: they are looked up with the next report. */
    void fundsChanged() {
        fundsMayHaveChanged = true;
    }

    SessionSnapshot session() {
        return session;
    }

    @Nullable
    PendingEnd pendingEnd() {
        return pendingEnd;
    }

    void endPending(PendingEnd end) {
        pendingEnd = end;
    }

    /** The session is over for this node: nothing is funded any more. */
    void close() {
        over = true;
        reading = read();
    }

    boolean isOver() {
        return over;
    }

    /** Delivered time to bill when the call ends at that figure: what was reported before at least, what is paid for at most. */
    long finalMs(long billableMs) {
        return Math.max(acceptedMs, Math.min(billableMs, endAtMs()));
    }

    /** Delivered time to be made durable, null if the last heartbeat is recent enough. */
    SessionStore.@Nullable Beat dueBeat(boolean always) {
        long sinceMs = acceptedMs - beatMs;
        if (over || sinceMs <= 0 || (!always && sinceMs < terms.heartbeatMs())) {
            return null;
        }
        return new SessionStore.Beat(callId, acceptedMs, leaseEpoch);
    }

    /** Delivered time that half a heartbeat ago should have been durable, and is not; null if there is none. Any thread. */
    SessionStore.@Nullable Beat overdueBeat() {
        long deliveredMs = reading.billableMs();
        boolean overdue = deliveredMs - beatMs >= terms.heartbeatMs() + terms.heartbeatMs() / 2;
        return overdue ? new SessionStore.Beat(callId, deliveredMs, leaseEpoch) : null;
    }

    void beaten(long billableMs) {
        beatMs = Math.max(beatMs, billableMs);
    }

    /** Takes a cumulative report. */
    MeterReading usage(long billableMs) {
        boolean runs = session.state() == SessionState.ACTIVE;
        long wantedMs = runs ? Math.max(acceptedMs, Math.min(billableMs, maximumMs())) : acceptedMs;
        // What is paid for is known before the database is asked, which may take until it is given up.
        accept(wantedMs);
        if (!over && nanoTime.getAsLong() - askNotBeforeNs >= 0) {
            try {
                if (doubtful) {
                    refresh();
                }
                book(wantedMs);
            } catch (LedgerUnavailableException e) {
                // Whether the step was taken nobody knows; if it was, the next one meets a row that has moved on.
                askNotBeforeNs = nanoTime.getAsLong() + ASK_AGAIN_NS;
            }
        }
        accept(wantedMs);
        return reading;
    }

    private void accept(long wantedMs) {
        acceptedMs = Math.max(acceptedMs, Math.min(wantedMs, endAtMs()));
        reading = read();
    }

    /**
     * Goes on with the other medium at the delivered time that was reported last, or at a later one. A dearer medium needs
     * coins for one more rate unit; a cheaper one takes nothing back that was charged.
     */
    SwitchOutcome switchTo(CallKind kind, long billableMs) {
        usage(billableMs);
        try {
            return switchNow(kind);
        } catch (LedgerUnavailableException e) {
            doubtful = true;
            reading = read();
            throw e;
        }
    }

    private SwitchOutcome switchNow(CallKind kind) {
        if (doubtful) {
            refresh();
        }
        for (int i = 0; i < EXTENSION_TRIES; i++) {
            if (over || session.state() != SessionState.ACTIVE) {
                return new SwitchOutcome.NotPossible();
            }
            if (session.deal().kind() == kind) {
                return new SwitchOutcome.Switched(reading);
            }
            if (session.deal().otherMinor() == 0) {
                return new SwitchOutcome.NotPossible();
            }
            Advance step = steps.switched(session, acceptedMs);
            long missing = step.to().heldMinor() - session.heldMinor();
            if (missing > spendableMinor) {
                spendableMinor = store.spendableWithinLimits(session.viewerId());
            }
            if (missing > spendableMinor) {
                return new SwitchOutcome.InsufficientFunds(Money.coins(missing), Money.coins(spendableMinor));
            }
            take(step);
            reading = read();
        }
        return new SwitchOutcome.NotPossible();
    }

    private void book(long wantedMs) {
        if (session.state() != SessionState.ACTIVE) {
            return;
        }
        lookUpFunds(wantedMs);
        for (int i = 0; i < EXTENSION_TRIES && !over; i++) {
            Advance step = steps.due(session, spendableMinor, capturedAtMs, wantedMs);
            if (step == null || take(step)) {
                return;
            }
        }
    }

    /** Takes a step if it still can be; false if another has to be made of what is known now. */
    private boolean take(Advance step) {
        return switch (store.advance(step)) {
            case Advance.Outcome.Advanced advanced -> {
                if (step.to().capturedMinor() != step.from().capturedMinor()) {
                    capturedAtMs = step.to().billableMs();
                }
                session = step.to();
                spendableMinor = advanced.spendableMinor();
                // The step itself was news too; a change that slips through here is seen when the balance runs low.
                fundsMayHaveChanged = false;
                yield true;
            }
            case Advance.Outcome.InsufficientFunds insufficient -> {
                spendableMinor = insufficient.spendableMinor();
                yield false;
            }
            case Advance.Outcome.Fenced _ -> {
                refresh();
                yield over;
            }
        };
    }

    /** Reads the row again, so that what follows is not built on a step that nobody knows the end of. */
    void refresh() {
        SessionSnapshot now = store.find(session.callId());
        doubtful = false;
        if (now == null || now.state().isTerminal() || !now.fence().equals(session.fence())) {
            over = true;
            return;
        }
        session = now;
        spendableMinor = store.spendableWithinLimits(session.viewerId());
    }

    private void lookUpFunds(long wantedMs) {
        boolean low = session.affordableMs(spendableMinor) - wantedMs
                <= Math.max(terms.warnRemainingMs(), terms.extendBelowMs());
        boolean longAgo = nanoTime.getAsLong() - lookedUpAtNs >= ASK_AGAIN_NS;
        if (fundsMayHaveChanged || (low && longAgo)) {
            fundsMayHaveChanged = false;
            lookedUpAtNs = nanoTime.getAsLong();
            spendableMinor = store.spendableWithinLimits(session.viewerId());
        }
    }

    private long maximumMs() {
        return session.deal().maximumMs();
    }

    private long endAtMs() {
        return over ? acceptedMs : Math.min(session.fundedMs(), maximumMs());
    }

    private MeterReading read() {
        long chargedMinor = session.charge().grossMinor(acceptedMs);
        long endAtMs = endAtMs();
        long remainingMs =
                over ? 0 : Math.max(0, Math.min(session.affordableMs(spendableMinor), maximumMs()) - acceptedMs);
        return new MeterReading(
                doubtful ? null : session.deal().kind(),
                acceptedMs,
                Money.coins(chargedMinor),
                new Money(
                        session.split().shareOf(chargedMinor).performerMinor(),
                        session.split().payoutAsset()),
                Money.coins(spendableMinor),
                remainingMs,
                endAtMs,
                acceptedMs >= endAtMs ? Funding.EXHAUSTED : Funding.when(remainingMs, terms));
    }
}
