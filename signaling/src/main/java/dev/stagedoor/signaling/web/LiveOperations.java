package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.admin.LiveConsole;
import dev.stagedoor.signaling.admin.NodeConsole;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.web.Views.Items;
import java.util.Map;
import java.util.UUID;

/** The console's view of what is going on now. */
final class LiveOperations implements Operations {
    /** Registered with IANA. */
    private static final String CAPTURE_TYPE = "application/vnd.tcpdump.pcap";

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
                        request -> Reply.ok(new Items<>(live.timeline(
                                request.pathId("roomId"),
                                request.pathId("participantId"),
                                request.caller().roles().contains(Role.ADMIN)))),
                "adminStartCapture", this::startCapture,
                "adminReadCapture", this::readCapture,
                "adminEndCapture", this::endCapture);
    }

    private Reply startCapture(ApiRequest request) {
        return live.startCapture(request.pathId("roomId"), request.pathId("participantId"))
                ? Reply.empty(204)
                : Reply.notFound("Nobody with this id is connected to this room.");
    }

    private Reply readCapture(ApiRequest request) {
        UUID participantId = request.pathId("participantId");
        byte[] file = live.capture(request.pathId("roomId"), participantId);
        return file.length == 0
                ? Reply.notFound("No headers are being written for this participant. Begin with PUT.")
                : Reply.file(participantId + ".pcap", CAPTURE_TYPE, file);
    }

    private Reply endCapture(ApiRequest request) {
        live.endCapture(request.pathId("roomId"), request.pathId("participantId"));
        return Reply.empty(204);
    }
}
