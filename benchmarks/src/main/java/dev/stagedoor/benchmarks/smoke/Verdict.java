package dev.stagedoor.benchmarks.smoke;

import dev.stagedoor.benchmarks.api.Account.TrialBalance;
import dev.stagedoor.benchmarks.api.Money;
import dev.stagedoor.benchmarks.client.dtls.SrtpProfile;
import dev.stagedoor.benchmarks.client.media.MediaStats;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that must hold of a finished call; each becomes a line of the report. */
final class Verdict {
    /** The clock may start a little after we heard of the call, and run a little after we hung up. */
    private static final long CLOCK_TOLERANCE_MS = 1_500;

    private final CallRecord call;
    private final TrialBalance books;
    private final List<Check> checks = new ArrayList<>();

    private Verdict(CallRecord call, TrialBalance books) {
        this.call = call;
        this.books = books;
    }

    static List<Check> of(CallRecord call, TrialBalance books, PaidCall.Terms terms) {
        var verdict = new Verdict(call, books);
        verdict.side("viewer", call.viewer());
        verdict.side("performer", call.performer());
        verdict.time(terms);
        verdict.money(terms);
        return List.copyOf(verdict.checks);
    }

    private void side(String who, CallRecord.Side side) {
        var media = side.media();
        add(Check.that(
                "the %s's cipher is GCM-128".formatted(who),
                side.path().profile() == SrtpProfile.AEAD_AES_128_GCM,
                side.path().profile()));
        for (var kind : MediaKind.values()) {
            var packets = media.receivedPackets(kind);
            add(Check.that("%s reached the %s".formatted(kind.token(), who), packets > 0, packets + " packets"));
        }
        add(Check.that("the %s saw a key frame".formatted(who), keyFrames(media) > 0, keyFrames(media)));
        add(Check.equal("nothing was lost on the way to the %s".formatted(who), 0, media.lost()));
        add(Check.equal("every packet for the %s was authentic".formatted(who), 0, media.refused()));
        add(Check.that(
                "the %s saw the meter run".formatted(who), side.meterEvents() > 0, side.meterEvents() + " events"));
    }

    private void time(PaidCall.Terms terms) {
        var receipt = call.viewer().receipt();
        var wantedMs = terms.seconds() * 1_000L;
        add(Check.that(
                "delivered time is the time of the call",
                receipt.deliveredMs() >= wantedMs - CLOCK_TOLERANCE_MS
                        && receipt.deliveredMs() <= call.activeMs() + CLOCK_TOLERANCE_MS,
                "%d ms of %d ms".formatted(receipt.deliveredMs(), call.activeMs())));
        add(Check.equal(
                "both receipts tell the same time",
                receipt.deliveredMs(),
                call.performer().receipt().deliveredMs()));
        add(Check.equal("whole seconds are charged", ChargeRule.chargedMs(receipt.deliveredMs()), receipt.chargedMs()));
    }

    private void money(PaidCall.Terms terms) {
        var receipt = call.viewer().receipt();
        var charged = amount(receipt.charged());
        var expected =
                ChargeRule.bySecond(receipt.deliveredMs(), receipt.perMinute().amountMinor());
        add(Check.equal("the charge is what the delivered time costs", expected, charged));
        add(Check.equal("the tip is on the receipt", terms.tip(), receipt.tips().amountMinor()));
        add(Check.equal("the viewer's coins went down by charge and tip", charged + terms.tip(), call.spent()));
        add(Check.equal("nothing is left on hold", 0, call.after().held().amountMinor()));
        add(Check.that(
                "the performer earned",
                amount(call.performer().receipt().earned()) > 0,
                text(call.performer().receipt().earned())));
        add(Check.that("the trial balance is zero in every asset", isZero(books), totals()));
    }

    /** The totals are summed here once more instead of trusting the flag alone. */
    static boolean isZero(TrialBalance books) {
        return books.zero()
                && !books.totals().isEmpty()
                && books.totals().stream().allMatch(total -> total.amountMinor() == 0);
    }

    private String totals() {
        return String.join(", ", books.totals().stream().map(Money::text).toList());
    }

    private static long keyFrames(MediaStats media) {
        return media.received().stream().mapToLong(stream -> stream.keyFrames()).sum();
    }

    private static long amount(@Nullable Money money) {
        return money == null ? 0 : money.amountMinor();
    }

    private static String text(@Nullable Money money) {
        return money == null ? "nothing" : money.text();
    }

    private void add(Check check) {
        checks.add(check);
    }
}
