package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.HoldOutcome;
import dev.stagedoor.signaling.Entitlements.SwitchOutcome;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.ErrorCode;

/** The words for calls that cannot begin. */
final class CallRefusals {
    private CallRefusals() {}

    static Answer of(HoldOutcome hold) {
        return switch (hold) {
            case HoldOutcome.InsufficientFunds funds ->
                Answer.refused(
                        ErrorCode.INSUFFICIENT_FUNDS,
                        "needs %d, has %d %s (minor units)"
                                .formatted(
                                        funds.required().amountMinor(),
                                        funds.available().amountMinor(),
                                        funds.required().currency()));
            case HoldOutcome.Limited limited -> Answer.refused(ErrorCode.FORBIDDEN, limited.why());
            case HoldOutcome.QuoteExpired _ -> quoteExpired();
            case HoldOutcome.Busy _ -> Answer.refused(ErrorCode.PERFORMER_BUSY, "one of the two is in a paid call");
            case HoldOutcome.Held _ -> throw new IllegalArgumentException("a hold that was made is no refusal");
        };
    }

    static Answer tooPoorToSwitch(SwitchOutcome.InsufficientFunds funds) {
        return Answer.refused(
                ErrorCode.INSUFFICIENT_FUNDS,
                "Another minute of it needs %d more, and there are %d %s (minor units). Top up and ask again."
                        .formatted(
                                funds.required().amountMinor(),
                                funds.available().amountMinor(),
                                funds.required().currency()));
    }

    static Answer quoteExpired() {
        return Answer.refused(ErrorCode.QUOTE_EXPIRED, "ask for a new quote");
    }

    static Answer notFound() {
        return Answer.refused(ErrorCode.CALL_NOT_FOUND, "no such call of yours");
    }
}
