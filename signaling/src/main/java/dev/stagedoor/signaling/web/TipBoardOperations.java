package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PlanDesk;
import dev.stagedoor.signaling.PlanDesk.FanClub;
import dev.stagedoor.signaling.ShowDesk;
import dev.stagedoor.signaling.ShowDesk.MenuItem;
import dev.stagedoor.signaling.ShowDesk.TipGoal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What performers show to those who tip: a goal, a menu, and the fan club. */
final class TipBoardOperations implements Operations {
    private final ShowDesk shows;
    private final PlanDesk plans;

    TipBoardOperations(ShowDesk shows, PlanDesk plans) {
        this.shows = shows;
        this.plans = plans;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "getTipBoard", request -> board(request.pathId("performerId")),
                "putTipMenu", this::putMenu,
                "putTipGoal", this::putGoal,
                "closeTipGoal", this::closeGoal);
    }

    private record Board(
            @Nullable TipGoal goal,
            List<MenuItem> menu,
            @Nullable FanClub fanClub) {}

    private record MenuBody(List<MenuItem> items) {}

    private record GoalBody(UUID goalId, String title, Money target) {}

    private Reply board(UUID performerId) {
        return Reply.ok(new Board(shows.tipGoal(performerId), shows.tipMenu(performerId), plans.fanClub(performerId)));
    }

    private Reply putMenu(ApiRequest request) {
        return shows.putTipMenu(request.userId(), request.body(MenuBody.class).items())
                ? board(request.userId())
                : Reply.refused(
                        422, "BAD_TIP_MENU", "A menu has 25 lines at most, each with a title and a price. Shorten it.");
    }

    private Reply putGoal(ApiRequest request) {
        GoalBody body = request.body(GoalBody.class);
        shows.setTipGoal(request.userId(), body.goalId(), body.title().strip(), body.target());
        return board(request.userId());
    }

    private Reply closeGoal(ApiRequest request) {
        shows.closeTipGoal(request.userId());
        return board(request.userId());
    }
}
