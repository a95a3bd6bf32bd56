package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Quote;
import dev.stagedoor.signaling.Entitlements.Receipt;
import dev.stagedoor.signaling.calls.CallHistory;
import dev.stagedoor.signaling.calls.PastCall;
import dev.stagedoor.signaling.calls.QuoteOutcome;
import dev.stagedoor.signaling.people.Rating;
import dev.stagedoor.signaling.people.RatingStore;
import dev.stagedoor.signaling.protocol.ReceiptView;
import dev.stagedoor.signaling.web.WebParts.CallParts;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked about calls before and after them. */
final class CallOperations implements Operations {
    private final CallQuotes quotes;
    private final Entitlements entitlements;
    private final CallHistory history;
    private final RatingStore ratings;
    private final InstantSource clock;

    CallOperations(CallParts calls, InstantSource clock) {
        this.quotes = calls.quotes();
        this.entitlements = calls.entitlements();
        this.history = calls.history();
        this.ratings = calls.ratings();
        this.clock = clock;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "createQuote", this::createQuote,
                "listCalls", request -> Reply.ok(history.of(request.userId(), request.cursor(), request.limit())),
                "getCall", this::getCall,
                "rateCall", this::rateCall);
    }

    private record QuoteBody(UUID performerId, CallKind kind) {}

    private record RatingBody(int stars, @Nullable String text) {}

    private record CallDetail(
            @JsonUnwrapped PastCall call, @Nullable ReceiptView receipt) {}

    private Reply createQuote(ApiRequest request) {
        QuoteBody body = request.body(QuoteBody.class);
        return switch (quotes.quote(request.userId(), body.performerId(), body.kind())) {
            case QuoteOutcome.Quoted(Quote quote) -> Reply.created(quote);
            case QuoteOutcome.SelfCall() -> Reply.refused(409, "SELF_CALL", "You cannot call yourself.");
            case QuoteOutcome.UnknownPerformer() -> Reply.notFound("There is no such performer.");
        };
    }

    private Reply getCall(ApiRequest request) {
        PastCall call = history.find(request.pathId("callId"), request.userId());
        if (call == null) {
            return Reply.callNotFound();
        }
        return Reply.ok(new CallDetail(call, receipt(call, request.userId())));
    }

    private @Nullable ReceiptView receipt(PastCall call, UUID userId) {
        Receipt receipt = entitlements.receipt(call.callId());
        if (receipt == null) {
            return null;
        }
        return call.viewer().id().equals(userId) ? ReceiptView.forViewer(receipt) : ReceiptView.forPerformer(receipt);
    }

    private Reply rateCall(ApiRequest request) {
        RatingBody body = request.body(RatingBody.class);
        Rating rating = new Rating(
                body.stars(), Objects.requireNonNullElse(body.text(), "").strip(), clock.instant());
        return switch (ratings.rate(request.pathId("callId"), request.userId(), rating)) {
            case RatingStore.Outcome.Rated(Rating kept) -> Reply.ok(kept);
            case RatingStore.Outcome.NoSuchCall() -> Reply.callNotFound();
            case RatingStore.Outcome.NotCompleted() ->
                Reply.refused(409, "CALL_NOT_COMPLETED", "Only a completed call can be rated.");
        };
    }
}
