package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService;
import dev.stagedoor.signaling.WalletService.Gift;
import dev.stagedoor.signaling.WalletService.GiftOutcome;
import dev.stagedoor.signaling.chat.Gifts;
import dev.stagedoor.signaling.chat.Gifts.Answer;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The gift catalogue, and giving from it. */
final class GiftOperations implements Operations {
    private final WalletService wallets;
    private final Gifts gifts;

    GiftOperations(WalletService wallets, Gifts gifts) {
        this.wallets = wallets;
        this.gifts = gifts;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("listGifts", _ -> Reply.ok(new Views.Items<>(wallets.gifts())), "giveGift", this::give);
    }

    private record GiftBody(
            UUID giftId,
            UUID performerId,
            @Nullable UUID callId,
            @Nullable UUID eventId,
            String item,
            int quantity,
            Money price,
            @Nullable String message,
            @Nullable Boolean anonymous,
            @Nullable Boolean privateMessage) {}

    private record Given(Money available) {}

    private Reply give(ApiRequest request) {
        GiftBody body = request.body(GiftBody.class);
        String message = Objects.requireNonNullElse(body.message(), "").strip();
        Gift gift = new Gift(
                body.giftId(),
                request.userId(),
                body.performerId(),
                body.callId(),
                body.item(),
                body.quantity(),
                body.price(),
                message,
                Objects.requireNonNullElse(body.anonymous(), false),
                Boolean.TRUE.equals(body.privateMessage()) && !message.isEmpty());
        return switch (gifts.give(gift, body.eventId())) {
            case Answer.Asked(GiftOutcome outcome) -> reply(outcome);
            case Answer.ToOneself() -> Reply.refused(400, "INVALID_REQUEST", "Nobody gives to themselves.");
            case Answer.NoSuchPerformer() -> Reply.notFound("There is no such performer.");
            case Answer.NoSuchCall() -> Reply.callNotFound();
            case Answer.NoSuchShow() -> Reply.notFound("You are in no such show of this performer.");
        };
    }

    private static String season(GiftOutcome.NotNow when) {
        if (when.from() == null) {
            return "before " + when.until();
        }
        return when.until() == null ? "from " + when.from() : "from " + when.from() + " until " + when.until();
    }

    private static Reply reply(GiftOutcome outcome) {
        return switch (outcome) {
            case GiftOutcome.Posted(Money available) -> Reply.ok(new Given(available));
            case GiftOutcome.InsufficientFunds _ ->
                Reply.refused(
                        409, "INSUFFICIENT_FUNDS", "You have fewer coins than this costs. Buy some, or give less.");
            case GiftOutcome.Unknown _ -> Reply.notFound("This gift is not offered any more. Choose another.");
            case GiftOutcome.NotNow when ->
                Reply.refused(
                        409,
                        "NOT_OFFERED_NOW",
                        "This gift is offered %s only. Choose another, or give it then.".formatted(season(when)));
            case GiftOutcome.MembersOnly _ ->
                Reply.refused(
                        403,
                        "FAN_CLUB_ONLY",
                        "Only members of this performer's fan club can give this. Join it, or choose another gift.");
            case GiftOutcome.PriceChanged _ ->
                Reply.refused(
                        409, "PRICE_CHANGED", "The price of this gift has changed. Look at it again before giving.");
            case GiftOutcome.Limited(String why) -> Reply.refused(403, "SPENDING_LIMIT", why);
            case GiftOutcome.Conflict _ ->
                Reply.refused(409, "IDEMPOTENCY_CONFLICT", "This id was used before for another gift.");
        };
    }
}
