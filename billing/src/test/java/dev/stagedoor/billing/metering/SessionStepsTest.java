package dev.stagedoor.billing.metering;

import static dev.stagedoor.billing.TestBilling.id;
import static dev.stagedoor.billing.ledger.TransferCode.CAPTURE;
import static dev.stagedoor.billing.ledger.TransferCode.EXTEND;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.pricing.Charge;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.Product;
import dev.stagedoor.billing.pricing.RatePlan;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which step comes next, at 8 coins a minute for the picture and 5 for the sound. Coins are in thousandths. */
class SessionStepsTest {
    private static final long SOUND = 5_000;
    private static final long PICTURE = 8_000;

    private final SessionSteps steps = new SessionSteps(BillingConfig.defaults().metering(), TestBilling::id);

    /** The hold is extended when it pays for less than 75 seconds more, by two minutes. */
    @ParameterizedTest(name = "by the {0}, {1} held, {2} captured, {3} to spend, last at {4}, {5} ms wanted: {6}")
    @CsvSource({
        // nothing is due
        "MINUTE, 24000,     0, 76000,      0,      0, ''",
        "MINUTE, 24000, 16000, 76000,  60001, 105000, ''",
        "SECOND, 24000,     0, 76000,      0,   9999, ''",
        // an increment has begun; seconds are captured ten at a time
        "MINUTE, 24000,     0, 76000,      0,      1, CAPTURE 8000",
        "MINUTE, 24000,  8000, 76000,  30000,  60001, CAPTURE 8000",
        "SECOND, 24000,     0, 76000,      0,  10000, CAPTURE 1334",
        "SECOND, 24000,  1334, 76000,  10000,  19999, ''",
        // the hold runs low
        "MINUTE, 24000, 16000, 76000,  60001, 105001, EXTEND 16000",
        "MINUTE, 24000, 16000, 76000,  60001, 120001, EXTEND 16000 CAPTURE 8000",
        "MINUTE, 24000, 16000, 15999,  60001, 105001, EXTEND 8000",
        "MINUTE, 24000, 16000,  7999,  60001, 105001, ''",
        // what is wanted lies beyond the hold: what the balance does not pay for is not captured
        "MINUTE, 24000,  8000, 76000,      1, 190001, EXTEND 24000 CAPTURE 24000",
        "MINUTE, 24000,  8000,     0,      1, 190001, CAPTURE 16000",
        // the longest call is ten minutes
        "MINUTE, 80000, 80000, 76000, 540001, 600000, ''",
        "MINUTE, 72000, 64000, 76000, 480000, 480000, EXTEND 8000",
    })
    void shouldExtendAndCaptureWhatIsDue(
            Increment increment,
            long held,
            long captured,
            long spendable,
            long capturedAtMs,
            long wantedMs,
            String moves) {
        Advance step = steps.due(session(CallKind.VIDEO, increment, held, captured), spendable, capturedAtMs, wantedMs);
        if (moves.isEmpty()) {
            assertThat(step).isNull();
        } else {
            assertMoves(requireNonNull(step), moves);
            assertThat(step.part()).isNull();
        }
    }

    /** The dearer medium is held for one minute ahead; what the cheaper one would save is not given back. */
    @ParameterizedTest(name = "{0} at {1} ms, {2} held, {3} captured: {4}")
    @CsvSource({
        "AUDIO,  30000, 15000,  5000, CAPTURE 1500",
        "AUDIO, 119000, 15000, 10000, EXTEND 3050 CAPTURE 50",
        "AUDIO, 590000, 50000, 50000, EXTEND 500 CAPTURE 500",
        "VIDEO,  30000, 24000,  8000, ''",
        "VIDEO,  60001, 24000,  8000, CAPTURE 8000",
        "VIDEO, 170000, 24000, 24000, ''",
    })
    void shouldHoldAMinuteAheadForTheOtherMedium(CallKind from, long atMs, long held, long captured, String moves) {
        Advance step = steps.switched(session(from, Increment.MINUTE, held, captured), atMs);
        assertMoves(step, moves);
        Advance.NewPart part = requireNonNull(step.part());
        assertThat(part.kind()).isEqualTo(from.other());
        assertThat(part.rateMinor()).isEqualTo(from == CallKind.AUDIO ? PICTURE : SOUND);
        assertThat(part.fromMs()).isEqualTo(atMs);
        assertThat(part.chargedBeforeMinor()).isEqualTo(step.from().charge().grossMinor(atMs));
    }

    /** What is posted, and that the row says the same. */
    private static void assertMoves(Advance step, String moves) {
        Map<TransferCode, Long> posted =
                step.postings().stream().collect(toMap(Posting::code, SessionStepsTest::coins));
        assertThat(step.postings().stream()
                        .map(posting -> posting.code() + " " + coins(posting))
                        .collect(joining(" ")))
                .isEqualTo(moves);
        assertThat(step.to().heldMinor()).isEqualTo(step.from().heldMinor() + posted.getOrDefault(EXTEND, 0L));
        assertThat(step.to().capturedMinor()).isEqualTo(step.from().capturedMinor() + posted.getOrDefault(CAPTURE, 0L));
    }

    /** What a posting takes from where its coins were. */
    private static long coins(Posting posting) {
        return -posting.lines().getFirst().amountMinor();
    }

    private static SessionSnapshot session(CallKind kind, Increment increment, long held, long captured) {
        BillingConfig config = BillingConfig.defaults();
        long rate = kind == CallKind.AUDIO ? SOUND : PICTURE;
        Deal deal = new Deal(
                Product.CALL,
                kind,
                increment,
                new Charge(RatePlan.of(increment, config.pricing()), rate),
                SOUND + PICTURE - rate,
                new SplitTerms(Asset.INR, 100, 4_500, null),
                600_000);
        return new SessionSnapshot(
                id(),
                id(),
                id(),
                null,
                deal,
                SessionState.ACTIVE,
                0,
                captured,
                held,
                new SessionSnapshot.Step(0, 0, 0),
                new SessionFence(id(), 1));
    }
}
