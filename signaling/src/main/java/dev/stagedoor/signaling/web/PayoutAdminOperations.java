package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.PayoutDesk.Acted;
import dev.stagedoor.signaling.PayoutDesk.Action;
import dev.stagedoor.signaling.PayoutDesk.History;
import dev.stagedoor.signaling.PayoutDesk.Payee;
import dev.stagedoor.signaling.PayoutDesk.Payout;
import dev.stagedoor.signaling.PayoutDesk.Review;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.identity.AccountStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Payouts and payees in the console. */
final class PayoutAdminOperations implements Operations {
    private static final int MOST_PAYEES = 500;
    private static final Pattern PERSON = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final PayoutDesk desk;
    private final AccountStore people;
    private final FactorGate gate;

    PayoutAdminOperations(PayoutDesk desk, AccountStore people, FactorGate gate) {
        this.desk = desk;
        this.people = people;
        this.gate = gate;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminListPayouts", this::list,
                "adminGetPayout", this::get,
                "adminActOnPayout", this::act,
                "adminListPayees", this::payees,
                "adminReviewPayee", this::review,
                "adminFreezePayee", this::freeze,
                "adminExportBankFile", this::exportBankFile);
    }

    private record ActionBody(Action action, String reason) {}

    private record FreezeBody(boolean frozen, String reason) {}

    /** A payout and who is paid; the name is null if the person is gone. */
    private record NamedPayout(
            @JsonUnwrapped Payout payout, @Nullable String payeeName) {}

    /** A payout's steps, with names where people took them. */
    private record NamedHistory(NamedPayout payout, List<NamedStep> steps) {}

    private record NamedStep(
            @JsonUnwrapped PayoutDesk.Step step, @Nullable String actorName) {}

    private record NamedPayee(
            @JsonUnwrapped Payee payee,
            @Nullable String name,
            @Nullable String reviewerName) {}

    /** A page of payouts and how many wait for the bank's file. */
    private record PayoutPage(
            List<NamedPayout> items, @Nullable String nextCursor, int waitingForBankFile) {}

    private Reply list(ApiRequest request) {
        Page<Payout> page =
                desk.payouts(request.queryId("payeeId"), request.query("state"), request.cursor(), request.limit());
        Map<UUID, String> names =
                people.displayNames(page.items().stream().map(Payout::payeeId).collect(Collectors.toSet()));
        List<NamedPayout> items = page.items().stream()
                .map(payout -> new NamedPayout(payout, names.get(payout.payeeId())))
                .toList();
        return Reply.ok(new PayoutPage(items, page.nextCursor(), desk.waitingForBankFile()));
    }

    private Reply get(ApiRequest request) {
        History history = desk.history(request.pathId("payoutId"));
        return history == null ? notFound() : Reply.ok(named(history));
    }

    private Reply act(ApiRequest request) {
        ActionBody body = request.body(ActionBody.class);
        Reply refusal = letsMoneyGo(body.action()) ? gate.refusal(request) : null;
        if (refusal != null) {
            return refusal;
        }
        return switch (desk.act(request.pathId("payoutId"), body.action(), request.userId(), body.reason())) {
            case Acted.Done(History history) -> Reply.ok(named(history));
            case Acted.TooLate(String state) ->
                Reply.refused(
                        409,
                        "PAYOUT_TOO_FAR",
                        "This payout is " + state + ", and that cannot be done with it any more. Load it again.");
            case Acted.OwnCase() -> Reply.ownCase();
            case Acted.Flagged() ->
                Reply.refused(
                        409,
                        "PAYOUT_FLAGGED",
                        "A flag names this payee, and holds the payout until it is decided on. Decide on it under Risk.");
            case Acted.Missing() -> notFound();
        };
    }

    /** What is approved is sent; what the bank has returned can be withdrawn once more. */
    private static boolean letsMoneyGo(Action action) {
        return switch (action) {
            case APPROVE, RETURNED -> true;
            case HOLD, CALL_OFF, CHECK, PAID -> false;
        };
    }

    private NamedHistory named(History history) {
        Payout payout = history.payout();
        Set<UUID> actors = history.steps().stream()
                .map(PayoutDesk.Step::actor)
                .filter(actor -> PERSON.matcher(actor).matches())
                .map(UUID::fromString)
                .collect(Collectors.toSet());
        actors.add(payout.payeeId());
        Map<UUID, String> names = people.displayNames(actors);
        return new NamedHistory(
                new NamedPayout(payout, names.get(payout.payeeId())),
                history.steps().stream()
                        .map(step -> new NamedStep(step, name(names, step.actor())))
                        .toList());
    }

    private static @Nullable String name(Map<UUID, String> names, String actor) {
        return PERSON.matcher(actor).matches() ? names.get(UUID.fromString(actor)) : null;
    }

    private Reply payees(ApiRequest request) {
        List<Payee> payees = desk.payees(MOST_PAYEES);
        Set<UUID> ids = payees.stream().map(Payee::payeeId).collect(Collectors.toSet());
        payees.stream()
                .map(Payee::review)
                .filter(review ->
                        review != null && PERSON.matcher(review.reviewer()).matches())
                .forEach(review -> ids.add(UUID.fromString(review.reviewer())));
        Map<UUID, String> names = people.displayNames(ids);
        return Reply.ok(new Views.Items<>(payees.stream()
                .map(payee -> new NamedPayee(
                        payee,
                        names.get(payee.payeeId()),
                        payee.review() == null
                                ? null
                                : name(names, payee.review().reviewer())))
                .toList()));
    }

    private Reply review(ApiRequest request) {
        UUID payeeId = request.pathId("payeeId");
        if (people.displayNames(Set.of(payeeId)).isEmpty()) {
            return Reply.notFound("There is no such person.");
        }
        Review review = request.body(Review.class);
        Reply refusal = review.verified() ? gate.refusal(request) : null;
        if (refusal != null) {
            return refusal;
        }
        return switch (desk.review(payeeId, review, request.userId())) {
            case DONE, UNCHANGED -> Reply.empty(204);
            case OWN_CASE -> Reply.ownCase();
        };
    }

    private Reply freeze(ApiRequest request) {
        UUID payeeId = request.pathId("payeeId");
        if (people.displayNames(Set.of(payeeId)).isEmpty()) {
            return Reply.notFound("There is no such person.");
        }
        FreezeBody body = request.body(FreezeBody.class);
        Reply refusal = body.frozen() ? null : gate.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        return switch (desk.setFrozen(payeeId, body.frozen(), request.userId(), body.reason())) {
            case DONE -> Reply.empty(204);
            case UNCHANGED ->
                Reply.refused(
                        409,
                        "NOTHING_TO_DO",
                        body.frozen()
                                ? "Payouts of this person are stopped already."
                                : "Payouts of this person are not stopped.");
            case OWN_CASE -> Reply.ownCase();
        };
    }

    /** The file carries account numbers, and the bank does what it says. */
    private Reply exportBankFile(ApiRequest request) {
        Reply refusal = gate.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        PayoutDesk.BankFile file = desk.exportBankFile();
        return file == null ? Reply.refused(409, "NOTHING_TO_DO", "No payout waits for a file.") : Reply.ok(file);
    }

    private static Reply notFound() {
        return Reply.notFound("There is no such payout.");
    }
}
