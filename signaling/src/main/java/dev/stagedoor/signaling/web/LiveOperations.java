package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.admin.LiveConsole;
import dev.stagedoor.signaling.admin.NodeConsole;
import dev.stagedoor.signaling.web.Views.Items;
import java.util.Map;

/** The console's view of what is going on now. */
final class LiveOperations implements Operations {
    private final NodeConsole nodes;
    private final LiveConsole live;

    LiveOperations(NodeConsole nodes, LiveConsole live) {
        this.nodes = nodes;
        this.live = live;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminListNodes", request -> Reply.ok(new Items<>(nodes.nodes())),
                "adminListRunningCalls",
                        request -> Reply.ok(new Items<>(
                                live.calls().stream().map(Views.LiveCall::of).toList())),
                "adminListMediaRooms", request -> Reply.ok(new Items<>(live.rooms())),
                "adminMediaTimeline",
                        request -> Reply.ok(
                                new Items<>(live.timeline(request.pathId("roomId"), request.pathId("participantId")))));
    }
}
