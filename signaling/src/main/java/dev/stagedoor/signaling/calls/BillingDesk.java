package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.HoldOutcome;
import dev.stagedoor.signaling.Entitlements.MeterReading;
import dev.stagedoor.signaling.Entitlements.Receipt;
import dev.stagedoor.signaling.Entitlements.SwitchOutcome;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.Outages;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's dealings with the ledger, done one after the other in a mailbox of their own, with the answers brought back
 * to the call's mailbox. However slow the ledger is, at most one usage report waits: figures are cumulative, so the
 * newest says all the others would have said.
 */
final class BillingDesk {
    private static final Logger LOG = LoggerFactory.getLogger(BillingDesk.class);

    /** After these pauses the settlement is left to billing's own recovery, which knows what was delivered. */
    private static final int END_ATTEMPTS = 6;
    /** People wait for the answer: some seconds. */
    private static final int SWITCH_ATTEMPTS = 3;

    private final UUID callId;
    private final Entitlements entitlements;
    private final Outages outages;
    private final Mailbox worker;
    private final Mailbox call;
    private final Timers timers;

    private final AtomicLong newestMs = new AtomicLong();
    private final AtomicBoolean reportWaits = new AtomicBoolean();
    private volatile boolean ending;
    /** Owned by the worker. */
    private boolean started;

    BillingDesk(UUID callId, Entitlements entitlements, Outages outages, Mailbox worker, Mailbox call, Timers timers) {
        this.callId = callId;
        this.entitlements = entitlements;
        this.outages = outages;
        this.worker = worker;
        this.call = call;
        this.timers = timers;
    }

    /**
     * Holds the minimum, or opens what was booked and held for. If billing fails, nobody knows whether the hold was made:
     * settling for nothing undoes it either way.
     *
     * @param failed told instead of {@code then}, with what to answer
     */
    void hold(CallTerms terms, Consumer<HoldOutcome> then, Consumer<Answer> failed) {
        worker.post(() -> {
            try {
                HoldOutcome outcome =
                        terms.isBooked() ? entitlements.begin(callId) : entitlements.hold(callId, terms.quoteId());
                call.post(() -> then.accept(outcome));
            } catch (RuntimeException e) {
                LOG.error("call {}: hold under quote {} failed", callId, terms.quoteId(), e);
                end(0, EndReason.FAILED, _ -> {});
                call.post(() -> failed.accept(outages.answer(e)));
            }
        });
    }

    /**
     * Reports cumulative usage, and before the first report that the clock has started. A report that fails is made up
     * for by the next one.
     */
    void usage(long billableMs, Consumer<MeterReading> then) {
        newestMs.set(billableMs);
        if (!reportWaits.compareAndSet(false, true)) {
            return;
        }
        worker.post(() -> {
            reportWaits.set(false);
            if (ending) {
                return;
            }
            try {
                if (!started) {
                    entitlements.started(callId);
                    started = true;
                }
                MeterReading reading = entitlements.usage(callId, newestMs.get());
                call.post(() -> then.accept(reading));
            } catch (RuntimeException e) {
                LOG.warn("call {}: usage of {} ms not accepted, the next report repeats it", callId, newestMs, e);
            }
        });
    }

    /**
     * Goes on with the other medium at the figure known by then. An attempt that fails leaves open whether it took effect, so
     * it is repeated until there is an answer; null if none comes.
     */
    void switchTo(CallKind kind, long billableMs, Consumer<@Nullable SwitchOutcome> then) {
        newestMs.accumulateAndGet(billableMs, Math::max);
        worker.post(() -> switchTo(kind, then, 1));
    }

    private void switchTo(CallKind kind, Consumer<@Nullable SwitchOutcome> then, int attempt) {
        SwitchOutcome outcome = null;
        try {
            outcome = ending ? new SwitchOutcome.NotPossible() : entitlements.switchTo(callId, kind, newestMs.get());
        } catch (RuntimeException e) {
            LOG.warn("call {}: switch to {} not answered, attempt {} of {}", callId, kind, attempt, SWITCH_ATTEMPTS, e);
            if (attempt < SWITCH_ATTEMPTS) {
                again(attempt, () -> switchTo(kind, then, attempt + 1));
                return;
            }
        }
        SwitchOutcome result = outcome;
        call.post(() -> then.accept(result));
    }

    private void again(int attempt, Runnable task) {
        timers.after(Duration.ofMillis(500L << attempt), () -> worker.post(task));
    }

    /** Settles; null if billing could not be reached, and its recovery will settle. */
    void end(long billableMs, EndReason reason, Consumer<@Nullable Receipt> then) {
        ending = true;
        worker.post(() -> end(billableMs, reason, then, 1));
    }

    /** Runs something else that waits for a database, in order with the rest. */
    void then(Runnable task) {
        worker.post(task);
    }

    private void end(long billableMs, EndReason reason, Consumer<@Nullable Receipt> then, int attempt) {
        Receipt receipt = null;
        try {
            receipt = entitlements.end(callId, billableMs, reason);
            LOG.info("call {} is settled: {}, {} ms delivered", callId, reason, billableMs);
        } catch (RuntimeException e) {
            LOG.error("call {}: settlement failed, attempt {} of {}", callId, attempt, END_ATTEMPTS, e);
            if (attempt < END_ATTEMPTS) {
                again(attempt, () -> end(billableMs, reason, then, attempt + 1));
                return;
            }
        }
        Receipt result = receipt;
        call.post(() -> then.accept(result));
    }
}
