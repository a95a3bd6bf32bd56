package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.AgencyDesk;
import dev.stagedoor.signaling.AgencyDesk.Outcome;
import dev.stagedoor.signaling.identity.AccountStore;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;

/** A performer's agencies, and an agency's performers. */
final class AgencyOperations implements Operations {
    private final AgencyDesk desk;
    private final AgencyViews views;

    AgencyOperations(AgencyDesk desk, AccountStore people) {
        this.desk = desk;
        this.views = new AgencyViews(people);
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "getMyAgencies", request -> Reply.ok(ofPerformer(request)),
                "answerAgencyOffer", this::answer,
                "giveAgencyNotice", this::giveNotice,
                "getAgencyRoster", this::roster);
    }

    private record AnswerBody(boolean accepts) {}

    private AgencyViews.Represented ofPerformer(ApiRequest request) {
        UUID performer = request.userId();
        YearMonth month = month(request);
        return views.represented(month, desk.ofPerformer(performer), desk.earnedBy(performer, month));
    }

    private Reply roster(ApiRequest request) {
        UUID agency = request.userId();
        YearMonth month = month(request);
        return Reply.ok(views.represented(month, desk.ofAgency(agency), desk.earnedFor(agency, month)));
    }

    private YearMonth month(ApiRequest request) {
        String wanted = request.query("month");
        return wanted == null ? desk.thisMonth() : YearMonth.parse(wanted);
    }

    private Reply answer(ApiRequest request) {
        boolean accepts = request.body(AnswerBody.class).accepts();
        return reply(request, desk.answer(request.pathId("membershipId"), request.userId(), accepts));
    }

    private Reply giveNotice(ApiRequest request) {
        return reply(request, desk.giveNotice(request.pathId("membershipId"), request.userId()));
    }

    private Reply reply(ApiRequest request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done() -> Reply.ok(ofPerformer(request));
            case Outcome.Unknown() -> Reply.notFound("You have no such offer or membership.");
            case Outcome.Over(String state) ->
                Reply.refused(
                        409,
                        "MEMBERSHIP_OVER",
                        "This is %s already. Load the page again to see how it stands.".formatted(state));
            case Outcome.Bound() ->
                Reply.refused(
                        409,
                        "OTHER_AGENCY",
                        "You are in another agency at that time. Give notice there first, then accept once its end is before"
                                + " this one begins.");
        };
    }
}
