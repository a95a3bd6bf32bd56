package dev.stagedoor.benchmarks.smoke;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.api.Account.TrialBalance;
import dev.stagedoor.benchmarks.api.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report for programs: one JSON object. Times in ms, money in minor units.
 *
 * @param charged minor units of coins
 * @param ok whether every check holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JsonReport(
        boolean ok,
        String callId,
        long deliveredMs,
        long chargedMs,
        long charged,
        Money perMinute,
        Money tips,
        @Nullable Money earned,
        long spent,
        boolean trialBalanceZero,
        Side viewer,
        Side performer,
        TrialBalance trialBalance,
        List<Check> checks) {
    /** What one side received. */
    record Side(String cipher, long receivedPackets, long sentPackets, long lost, long meterEvents, Delay delayMs) {
        static Side of(CallRecord.Side side) {
            var media = side.media();
            var delay = media.delay();
            return new Side(
                    side.path().profile().name(),
                    media.receivedPackets(),
                    media.sentPackets(),
                    media.lost(),
                    side.meterEvents(),
                    new Delay(delay.quantileMs(0.5), delay.quantileMs(0.99), delay.quantileMs(0.999)));
        }
    }

    /** Quantiles of the delay from end to end. */
    record Delay(double p50, double p99, double p999) {}

    static String write(CallRecord call, TrialBalance books, List<Check> checks) {
        var receipt = call.viewer().receipt();
        var charged = receipt.charged();
        var report = new JsonReport(
                checks.stream().allMatch(Check::ok),
                call.callId(),
                receipt.deliveredMs(),
                receipt.chargedMs(),
                charged == null ? 0 : charged.amountMinor(),
                receipt.perMinute(),
                receipt.tips(),
                call.performer().receipt().earned(),
                call.spent(),
                Verdict.isZero(books),
                Side.of(call.viewer()),
                Side.of(call.performer()),
                books,
                checks);
        try {
            return new ObjectMapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that is not JSON", e);
        }
    }
}
