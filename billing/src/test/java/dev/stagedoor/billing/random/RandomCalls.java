package dev.stagedoor.billing.random;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.disputes.ClaimOutcome;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.HoldOutcome;
import dev.stagedoor.billing.metering.MeterReading;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.RatePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Calls that begin, report what they delivered, end or die, and are complained about afterwards. */
final class RandomCalls {
    private final Scene scene;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Receipt> paid = new ArrayList<>();

    RandomCalls(Scene scene) {
        this.scene = scene;
    }

    String call() {
        UUID viewer = scene.pick(scene.viewers);
        UUID performer = scene.pick(scene.performers);
        Increment increment = scene.random.nextBoolean() ? Increment.MINUTE : Increment.SECOND;
        int rate = 1 + scene.random.nextInt(20);
        UUID call = id();
        Quote quote = scene.asking(() -> scene.test.quote(viewer, performer, rate, increment));
        boolean enough = scene.test.available(viewer) >= quote.minimum().amountMinor();
        HoldOutcome outcome = scene.asking(() -> metering().hold(call, quote.quoteId()));
        boolean expected = enough && !scene.model.isBusy(viewer, performer);
        assertThat(outcome instanceof HoldOutcome.Held).as("hold " + outcome).isEqualTo(expected);
        if (expected) {
            scene.model.put(new Model.Call(
                    call,
                    viewer,
                    performer,
                    RatePlan.of(increment, Scene.CONFIG.pricing()).at(rate * 1_000L),
                    false,
                    0));
        }
        return "call at " + rate + " by the " + increment + ", held: " + expected;
    }

    String report() {
        return withCall(this::report);
    }

    private String report(Model.Call call) {
        if (!call.running()) {
            scene.doing(() -> metering().started(call.id()));
            scene.model.put(call.started());
            return "start";
        }
        long reported = call.billedMs() + scene.random.nextInt(70_000) - 5_000;
        long expected = Math.max(call.billedMs(), Math.min(reported, scene.model.payableMs(call)));
        scene.arm();
        metering().usage(call.id(), reported);
        scene.database.breakAt(Fault.NONE);
        scene.pass(1_000);
        MeterReading reading = metering().usage(call.id(), reported);
        assertThat(reading.billableMs()).as("report of " + reported).isEqualTo(expected);
        assertThat(reading.charged().amountMinor()).isEqualTo(call.charge().grossMinor(expected));
        scene.model.put(call.billed(expected));
        return "report of " + reported + ", accepted " + expected;
    }

    String end() {
        return withCall(this::end);
    }

    private String end(Model.Call call) {
        long reported = call.billedMs() + scene.random.nextInt(3_000);
        long heldMs = call.charge().affordableMs(held(call));
        EndReason reason = scene.pick(List.of(EndReason.values()));
        Receipt receipt = scene.asking(() -> metering().end(call.id(), reported, reason));
        Receipt again = scene.asking(() -> metering().end(call.id(), reported + 9_000, EndReason.HANG_UP));
        assertThat(again).isEqualTo(receipt);
        long billed = call.running() ? Math.max(call.billedMs(), Math.min(reported, heldMs)) : 0;
        assertThat(receipt.deliveredMs()).isEqualTo(billed);
        assertThat(receipt.charged().amountMinor()).isEqualTo(call.charge().grossMinor(billed));
        over(call, receipt);
        return "end at " + billed + " for " + receipt.charged().amountMinor();
    }

    /** Whatever is over may be said to be over once more. */
    String endAgain() {
        if (receipts.isEmpty()) {
            return "no receipt";
        }
        Receipt receipt = scene.pick(receipts);
        assertThat(scene.asking(() -> metering().end(receipt.callId(), 1, EndReason.FAILED)))
                .isEqualTo(receipt);
        return "end again";
    }

    /** The process dies; another starts on the same database and settles what was left. */
    String crash() {
        List<Model.Call> running = List.copyOf(scene.model.calls().values());
        scene.restart();
        for (Model.Call call : running) {
            Receipt receipt = requireNonNull(metering().receipt(call.id()));
            assertThat(receipt.fault()).isTrue();
            assertThat(receipt.deliveredMs()).isLessThanOrEqualTo(call.billedMs());
            assertThat(receipt.charged().amountMinor())
                    .isEqualTo(call.charge().faultGrossMinor(receipt.deliveredMs(), 60_000));
            over(call, receipt);
        }
        return "crash with " + running.size() + " calls";
    }

    /** All that a call cost goes back; its performer loses what it brought, as far as it is there. */
    String complain() {
        if (paid.isEmpty()) {
            return "nothing to complain about";
        }
        Receipt receipt = paid.remove(scene.random.nextInt(paid.size()));
        UUID dispute = id();
        UUID viewer = receipt.viewerId();
        long coins = receipt.charged().amountMinor();
        Map<UUID, Long> shares = scene.model.sharesOf(receipt.performerId(), coins);
        Map<UUID, Long> there = scene.sums("""
                select owner_ref, sum(greatest(balance, 0)) from billing.account_balance
                 where kind in ('creator.pending', 'creator.available', 'agency.pending', 'agency.available')
                 group by owner_ref""");
        assertThat(scene.asking(() ->
                        scene.test.billing.disputes().openDispute(dispute, viewer, receipt.callId(), "no picture")))
                .isInstanceOf(ClaimOutcome.Open.class);
        assertThat(scene.asking(() -> scene.test.billing.disputes().refundCall(dispute, null, null, id(), "seen")))
                .isInstanceOf(ClaimOutcome.Refunded.class);
        Map<UUID, Long> taken = scene.taken("dispute", "dispute:" + dispute);
        shares.forEach((payee, share) -> assertThat(taken.getOrDefault(payee, 0L))
                .as("taken from " + payee)
                .isEqualTo(Math.min(share, there.getOrDefault(payee, 0L))));
        assertThat(shares.keySet()).containsAll(taken.keySet());
        scene.model.give(viewer, coins);
        scene.model.lose(taken);
        return "complaint about " + coins;
    }

    private void over(Model.Call call, Receipt receipt) {
        scene.model.end(call, receipt.charged().amountMinor());
        receipts.add(receipt);
        if (receipt.charged().amountMinor() > 0) {
            paid.add(receipt);
        }
    }

    private long held(Model.Call call) {
        return requireNonNull(scene.test.billing.sessions().session(call.id()))
                .held()
                .amountMinor();
    }

    private String withCall(Function<Model.Call, String> action) {
        List<Model.Call> running = scene.model.calls().values().stream()
                .sorted(Comparator.comparing(Model.Call::id))
                .toList();
        return running.isEmpty() ? "no call" : action.apply(scene.pick(running));
    }

    private Metering metering() {
        return scene.test.billing.metering();
    }
}
