package dev.stagedoor.benchmarks.ledger;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Funding;
import dev.stagedoor.billing.metering.HoldOutcome;
import dev.stagedoor.billing.metering.Rate;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.pricing.Increment;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call whose media always flows. Its time is reported once a second, a millisecond into each of its seconds, which is when
 * an increment is entered; as on a server, a report waits for the one before it, and what would wait behind it is left out.
 */
final class MeteredCall {
    static final Money PER_MINUTE = Money.coins(8_000);

    /** One for all: ids of two generators within a millisecond are in no order. */
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private static final long REPORT_EVERY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long ENTERED_NS = TimeUnit.MILLISECONDS.toNanos(1);

    final UUID viewerId = newId();
    private final UUID callId = newId();
    private final Billing billing;
    private final MeteringTally tally;
    private final AtomicBoolean underWay = new AtomicBoolean();
    /** How often this viewer's coins have moved. */
    private final AtomicInteger moves = new AtomicInteger();

    private volatile long beganNs;
    private volatile long dueNs = Long.MAX_VALUE;

    MeteredCall(Billing billing, MeteringTally tally) {
        this.billing = billing;
        this.tally = tally;
    }

    static UUID newId() {
        return IDS.generate();
    }

    /** Quotes, holds, and lets the clock run. */
    void begin(Increment increment) {
        var metering = billing.metering();
        var quote = metering.quote(viewerId, newId(), new Rate(CallKind.VIDEO, PER_MINUTE, increment));
        var outcome = metering.hold(callId, quote.quoteId());
        if (!(outcome instanceof HoldOutcome.Held)) {
            throw new LoadFailure("billing refused a call: " + outcome);
        }
        metering.started(callId);
        beganNs = System.nanoTime();
        dueNs = beganNs + ENTERED_NS;
    }

    void coinsMoved() {
        moves.incrementAndGet();
    }

    /** Reports on a thread of its own if it is time to. */
    void reportIfDue(long nowNs) {
        long due = dueNs;
        if (due == Long.MAX_VALUE || nowNs - due < 0) {
            return;
        }
        dueNs = due + REPORT_EVERY_NS;
        if (underWay.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> report(due));
        } else {
            tally.skipped();
        }
    }

    private void report(long due) {
        try {
            long askedNs = System.nanoTime();
            int before = moves.get();
            var reading = billing.metering().usage(callId, deliveredMs(askedNs));
            long answeredNs = System.nanoTime();
            if (reading.funding() != Funding.FUNDED) {
                tally.failed("a call with coins for hours is " + reading.funding());
            }
            tally.report();
            if (moves.get() != before) {
                tally.step(answeredNs - askedNs, answeredNs - due);
            }
        } catch (RuntimeException e) {
            tally.failed("a report failed: " + e);
        } finally {
            underWay.set(false);
        }
    }

    boolean isQuiet() {
        return !underWay.get();
    }

    /** No report comes any more. */
    void hush() {
        dueNs = Long.MAX_VALUE;
    }

    Receipt end() {
        return billing.metering().end(callId, deliveredMs(System.nanoTime()), EndReason.HANG_UP);
    }

    private long deliveredMs(long nowNs) {
        return TimeUnit.NANOSECONDS.toMillis(nowNs - beganNs);
    }
}
