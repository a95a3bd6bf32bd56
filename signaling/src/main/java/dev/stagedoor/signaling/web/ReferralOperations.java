package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ReferralDesk;
import java.util.Map;

/** A performer's link, and what came of it. */
final class ReferralOperations implements Operations {
    private final ReferralDesk desk;

    ReferralOperations(ReferralDesk desk) {
        this.desk = desk;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("getMyReferrals", request -> Reply.ok(desk.standing(request.userId())));
    }
}
