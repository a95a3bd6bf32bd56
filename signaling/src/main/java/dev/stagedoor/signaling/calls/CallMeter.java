package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.Funding;
import dev.stagedoor.signaling.Entitlements.MeterReading;
import dev.stagedoor.signaling.MediaGateway.LegUsage;
import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.ServerEvent.WarningLevel;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a call. The media node says how much was delivered, billing says up to which millisecond that is paid,
 * and this says when to stop. Owned by the call's mailbox.
 *
 * <p>Why the cut-off is exact though both speak only now and then: a usage report says "at this moment {@code n} ms, and
 * flowing", a reading says "paid until {@code end}"; so unless one of them speaks again, the coins run out {@code end − n}
 * ms from now, and a timer is set for that. It never waits for billing: without an answer the last known end counts. What
 * slips through between the timer and the last packet is not billed, because {@link #billableMs} never passes the end.
 */
final class CallMeter {
    /** A report per second is what people see move; an entered increment is reported at once. */
    private static final long REPORT_EVERY_NS = Duration.ofSeconds(1).toNanos();
    /** Also without progress, billing hears that the call is alive, well within its lease. */
    private static final long ALIVE_EVERY_NS = Duration.ofSeconds(5).toNanos();

    /** What the meter decides. Called in the call's mailbox. */
    interface Listener {
        /** Forwarding must stop now: the coins are used up. */
        void exhausted();

        /** There are coins again. */
        void funded();

        /** The coins come to an end. */
        void warning(WarningLevel level, long remainingMs);
    }

    private final CallTerms terms;
    private final Timers clock;
    private final Alarm cutOff;
    private final LongConsumer report;
    private final Listener listener;

    private long deliveredMs;
    private boolean flowing;
    private List<LegUsage> legs = List.of();

    private long endAtMs;
    private boolean exhausted;
    private @Nullable MeterReading reading;
    private @Nullable WarningLevel warned;

    private long reportedMs = -1;
    private long reportedAtNs;

    /**
     * @param fundedMs what the hold pays, until the first reading
     * @param report sends a cumulative figure to billing
     */
    CallMeter(
            CallTerms terms, long fundedMs, Timers clock, OwnedTimers timers, LongConsumer report, Listener listener) {
        this.terms = terms;
        this.endAtMs = fundedMs;
        this.clock = clock;
        this.cutOff = new Alarm(timers);
        this.report = report;
        this.listener = listener;
    }

    /** The media node's news. Figures are cumulative; an old report changes nothing. */
    void onUsage(RoomUsage usage) {
        if (usage.mutualMs() < deliveredMs) {
            return;
        }
        deliveredMs = usage.mutualMs();
        flowing = usage.flowing();
        legs = List.copyOf(usage.legs());
        aim();
        long sinceNs = clock.nanoTime() - reportedAtNs;
        if (reportedMs < 0 || enteredIncrement() || (sinceNs >= REPORT_EVERY_NS && billableMs() > reportedMs)) {
            ask();
        }
    }

    /** Billing's news. */
    void onReading(MeterReading news) {
        reading = news;
        boolean extended = news.endAtMs() > endAtMs;
        endAtMs = news.endAtMs();
        if (news.funding() == Funding.EXHAUSTED) {
            exhaust();
        } else if (exhausted && extended) {
            exhausted = false;
            listener.funded();
        }
        aim();
        warn(news);
    }

    /** A second has passed. */
    void onTick() {
        if (clock.nanoTime() - reportedAtNs >= ALIVE_EVERY_NS) {
            ask();
        }
    }

    /** Asks billing for a new reading: progress was made, or a wallet has changed. */
    void ask() {
        reportedMs = billableMs();
        reportedAtNs = clock.nanoTime();
        report.accept(reportedMs);
    }

    /** Nothing happens any more. */
    void stop() {
        cutOff.stop();
        flowing = false;
    }

    /** What was delivered and is paid, in milliseconds: the figure that is charged. */
    long billableMs() {
        return Math.min(deliveredMs, endAtMs);
    }

    boolean flowing() {
        return flowing && !exhausted;
    }

    List<LegUsage> legs() {
        return legs;
    }

    Money charged() {
        return reading == null ? new Money(0, terms.perMinute().currency()) : reading.charged();
    }

    @Nullable
    Money earned() {
        return reading == null ? null : reading.earned();
    }

    @Nullable
    Money spendable() {
        return reading == null ? null : reading.spendable();
    }

    /** Billable time until the coins run out, as of now. */
    long remainingMs() {
        return reading == null
                ? endAtMs - billableMs()
                : Math.max(0, reading.remainingMs() - Math.max(0, billableMs() - reading.billableMs()));
    }

    Funding funding() {
        return exhausted ? Funding.EXHAUSTED : reading == null ? Funding.FUNDED : reading.funding();
    }

    /** How it stands. */
    RunningCall overview(CallView view) {
        boolean ends = flowing() && endAtMs != Long.MAX_VALUE;
        return new RunningCall(
                view,
                flowing(),
                RunningCall.limit(endAtMs),
                ends ? clock.now().plusMillis(Math.max(0, endAtMs - deliveredMs)) : null,
                funding());
    }

    private boolean enteredIncrement() {
        long increment = FundedTime.incrementMs(terms.increment());
        return incrementsOf(billableMs(), increment) > incrementsOf(reportedMs, increment);
    }

    /** Increments entered: the first one with the first millisecond. */
    private static long incrementsOf(long ms, long increment) {
        return Math.ceilDiv(ms, increment);
    }

    private void aim() {
        cutOff.stop();
        if (exhausted) {
            return;
        }
        if (deliveredMs >= endAtMs) {
            exhaust();
        } else if (flowing && endAtMs != Long.MAX_VALUE) {
            cutOff.in(Duration.ofMillis(endAtMs - deliveredMs), this::exhaustAndAsk);
        }
    }

    private void exhaustAndAsk() {
        exhaust();
        ask();
    }

    private void exhaust() {
        if (!exhausted) {
            exhausted = true;
            cutOff.stop();
            listener.exhausted();
        }
    }

    private void warn(MeterReading news) {
        WarningLevel level = switch (news.funding()) {
            case FUNDED -> null;
            case LOW -> WarningLevel.LOW;
            case FINAL, EXHAUSTED -> WarningLevel.FINAL;
        };
        boolean worse = level != null && (warned == null || level.compareTo(warned) > 0);
        // Getting better re-arms what lies above: after a top-up the same warnings come again, once each.
        warned = level;
        if (worse && level != null && news.funding() != Funding.EXHAUSTED) {
            listener.warning(level, remainingMs());
        }
    }
}
