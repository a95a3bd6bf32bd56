package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.MeterReading;
import dev.stagedoor.signaling.MediaGateway.LegUsage;
import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.ServerEvent.PauseReason;
import dev.stagedoor.signaling.protocol.ServerEvent.WarningLevel;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The part of a call that is paid for: the meter runs, and the call stands still while coins or a side are missing. Owned
 * by the call's mailbox.
 */
final class ActivePhase implements CallMeter.Listener, Interruptions.Listener, MediumSwitch.Listener {
    private static final Duration METER_EVERY = Duration.ofSeconds(1);

    private final CallScope scope;
    private final Consumer<EndReason> end;
    private final Runnable show;
    private final CallMeter meter;
    private final MediumSwitch medium;
    private final Alarm tick;
    private final Interruptions interruptions;

    private boolean sideMissing;
    private boolean sideSilent;
    private boolean stalled;
    /** Until then media may still be on its way again after a pause. */
    private long stallCountsFromNs;

    private boolean stopped;

    /**
     * @param fundedMs what the hold pays
     * @param end ends the call
     * @param show tells both how the call is now
     */
    ActivePhase(CallScope scope, long fundedMs, Consumer<EndReason> end, Runnable show) {
        this.scope = scope;
        this.end = end;
        this.show = show;
        this.tick = new Alarm(scope.timers());
        this.medium = new MediumSwitch(scope, this::billableMs, this);
        this.meter = new CallMeter(
                scope.terms(),
                fundedMs,
                scope.clock(),
                scope.timers(),
                ms -> scope.billing().usage(ms, this::onReading),
                this);
        this.interruptions = new Interruptions(scope.clock(), scope.timers(), this);
        this.stallCountsFromNs = scope.clock().nanoTime();
    }

    void begin() {
        tick.in(METER_EVERY, this::onTick);
    }

    void onUsage(RoomUsage usage) {
        meter.onUsage(usage);
        stalled = !usage.flowing() && !scope.media().isPaused() && scope.clock().nanoTime() - stallCountsFromNs >= 0;
        review();
        if (meter.billableMs() >= scope.settings().maximumDuration().toMillis()) {
            end.accept(EndReason.MAXIMUM_DURATION);
        }
    }

    /**
     * @param missing a side cannot be reached
     * @param silent a side has no socket: it neither sees the meter nor can hang up, so nothing is delivered to it
     */
    void onConnectivity(boolean missing, boolean silent) {
        sideMissing = missing;
        sideSilent = silent;
        review();
    }

    /** Coins may have come, or gone elsewhere. */
    void ask() {
        meter.ask();
    }

    void stop() {
        stopped = true;
        meter.stop();
        medium.stop();
        interruptions.clear();
        tick.stop();
    }

    /** Who asks for the other medium, and what becomes of it. */
    MediumSwitch medium() {
        return medium;
    }

    long billableMs() {
        return meter.billableMs();
    }

    Money charged() {
        return meter.charged();
    }

    RunningCall overview(CallView view) {
        return meter.overview(view);
    }

    List<LegUsage> legs() {
        return meter.legs();
    }

    @Override
    public void exhausted() {
        if (scope.terms().isBooked()) {
            // No coins are missing: the time that was booked is over.
            end.accept(EndReason.MAXIMUM_DURATION);
            return;
        }
        interruptions.set(PauseReason.INSUFFICIENT_FUNDS, true, scope.settings().topUpGrace());
        forward();
        scope.news().meter(meter);
    }

    @Override
    public void funded() {
        interruptions.set(
                PauseReason.INSUFFICIENT_FUNDS, false, scope.settings().topUpGrace());
        forward();
    }

    @Override
    public void warning(WarningLevel level, long remainingMs) {
        scope.news().warning(level, remainingMs);
    }

    @Override
    public void paused(PauseReason reason, long untilMs) {
        scope.news().paused(reason, untilMs);
    }

    @Override
    public void resumed() {
        scope.news().resumed();
    }

    @Override
    public void timedOut(PauseReason reason) {
        end.accept(
                switch (reason) {
                    case INSUFFICIENT_FUNDS -> EndReason.INSUFFICIENT_FUNDS;
                    case RECONNECTING -> EndReason.CONNECTION_LOST;
                });
    }

    @Override
    public void changed() {
        show.run();
    }

    @Override
    public void switched(MeterReading reading) {
        meter.onReading(reading);
        scope.news().meter(meter);
    }

    private void onReading(MeterReading reading) {
        // The answer to a report that was on its way when the call ended.
        if (!stopped) {
            medium.onReading(reading);
            meter.onReading(reading);
        }
    }

    private void onTick() {
        tick.in(METER_EVERY, this::onTick);
        meter.onTick();
        forward();
        scope.news().meter(meter);
    }

    private void review() {
        forward();
        interruptions.set(
                PauseReason.RECONNECTING,
                sideMissing || stalled,
                scope.settings().reconnectGrace());
    }

    private void forward() {
        boolean wasPaused = scope.media().isPaused();
        scope.media().pause(sideSilent || interruptions.holds(PauseReason.INSUFFICIENT_FUNDS));
        if (wasPaused && !scope.media().isPaused()) {
            stallCountsFromNs =
                    scope.clock().nanoTime() + scope.settings().socketGrace().toNanos();
        }
    }
}
