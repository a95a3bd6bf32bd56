package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.whip.Joined;
import dev.stagedoor.signaling.whip.LayerSelection;
import dev.stagedoor.signaling.whip.LiveSessions;
import dev.stagedoor.signaling.whip.NodeSettings;
import dev.stagedoor.signaling.whip.Patched;
import dev.stagedoor.signaling.whip.Refusal;
import dev.stagedoor.signaling.whip.Side;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * WHIP (RFC 9725) and WHEP. A token is asked for where a session begins and where the room wants one; afterwards the
 * session's address is the permission, see {@code LiveSession}.
 */
final class WhipOperations implements Operations {
    static final String SDP = "application/sdp";
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    /** The relation of the layer selection extension of WHEP. */
    private static final String LAYERS = "urn:ietf:params:whep:ext:core:layer";

    private static final String BEARER = "Bearer ";

    /** Within it a publisher that has vanished is noticed, or a viewer goes. */
    private static final String RETRY_AFTER_S = "5";

    private final LiveSessions sessions;
    private final Access access;
    private final IceOperations ice;
    private final NodeSettings nodes;

    WhipOperations(LiveSessions sessions, Access access, IceOperations ice, NodeSettings nodes) {
        this.sessions = sessions;
        this.access = access;
        this.ice = ice;
        this.nodes = nodes;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "publishOptions", this::options,
                "watchOptions", this::options,
                "publish", request -> join(request, Side.PUBLISHER),
                "patchPublication", request -> patch(request, Side.PUBLISHER),
                "endPublication", request -> end(request, Side.PUBLISHER),
                "watch", request -> join(request, Side.VIEWER),
                "patchPlayback", request -> patch(request, Side.VIEWER),
                "selectLayers", this::select,
                "endPlayback", request -> end(request, Side.VIEWER));
    }

    /** What a client that needs a relay has to know before it can offer anything (RFC 9725 section 4.6). */
    private Reply options(ApiRequest request) {
        Reply reply = Reply.empty(200).with("Accept-Post", SDP).with("Allow", "OPTIONS, POST");
        String authorization = request.header("Authorization");
        if (sessions.isOpen(request.pathText("room"))) {
            return reply.with("Link", ice.links(UUID.randomUUID()));
        }
        // To strangers no relay is lent; joining will tell them what is missing.
        return switch (access.decide(Access.Requirement.ANYBODY_SIGNED_IN, authorization)) {
            case Access.Decision.Granted(AccessToken caller) -> reply.with("Link", ice.links(caller.userId()));
            default -> reply;
        };
    }

    private Reply join(ApiRequest request, Side side) {
        if (!isType(request, SDP)) {
            return unsupported(SDP).with("Accept-Post", SDP);
        }
        if (!accepts(request.header("Accept"))) {
            return Reply.refused(406, "NOT_ACCEPTABLE", "The answer is " + SDP + ", which Accept leaves out.");
        }
        String room = request.pathText("room");
        String authorization = request.header("Authorization");
        String hops = request.header(NodeClient.HOPS);
        if (hops != null && side == Side.VIEWER) {
            return joinNode(request, hops, authorization);
        }
        // A token shown where none is asked for is not looked at: encoders keep old ones.
        if (sessions.isOpen(room) || authorization == null) {
            return join(request, side, null);
        }
        return switch (access.decide(Access.Requirement.ANYBODY_SIGNED_IN, authorization)) {
            case Access.Decision.Denied(Reply reply) -> reply;
            case Access.Decision.Granted(var caller) -> join(request, side, caller);
        };
    }

    /** Another server wants it for people of its own. */
    private Reply joinNode(ApiRequest request, String hops, @Nullable String authorization) {
        if (authorization == null
                || !authorization.startsWith(BEARER)
                || !nodes.isToken(authorization.substring(BEARER.length()))) {
            return Access.unauthenticated("Show the token that the servers of this installation share.");
        }
        if (!hops.matches("[1-9]")) {
            return Reply.refused(400, "INVALID_HOPS", NodeClient.HOPS + " is a number of links from 1 to 9.");
        }
        String room = request.pathText("room");
        Joined joined = sessions.joinNode(room, Integer.parseInt(hops), text(request));
        Reply reply = reply(joined, Side.VIEWER, room, UUID.randomUUID());
        return joined instanceof Joined.Accepted
                ? reply.with(NodeClient.DEPTH, Integer.toString(sessions.depth(room)))
                : reply;
    }

    private Reply join(ApiRequest request, Side side, @Nullable AccessToken caller) {
        String room = request.pathText("room");
        Joined joined = sessions.join(room, side, caller, text(request));
        return reply(joined, side, room, caller == null ? UUID.randomUUID() : caller.userId());
    }

    /** @param relayUser whose credentials for a relay are told */
    private Reply reply(Joined joined, Side side, String room, UUID relayUser) {
        return switch (joined) {
            case Joined.Refused(Refusal why, String detail)
            when why == Refusal.TICKET_REQUIRED ->
                refused(why, detail).with("Link", "</api/v1/events/" + room + "/tickets>; rel=\"payment\"");
            case Joined.Refused(Refusal why, String detail) -> refused(why, detail);
            case Joined.Accepted(String sessionId, String entityTag, String answer) ->
                new Reply(201, Map.of(), new Reply.Content.Bytes(SDP, Buffer.buffer(answer)))
                        .with("Location", addressOf(side, room) + "/" + sessionId)
                        .with("ETag", entityTag)
                        .with("Accept-Patch", FRAGMENT)
                        .with("Link", links(side, room, sessionId, relayUser));
        };
    }

    private List<String> links(Side side, String room, String sessionId, UUID relayUser) {
        List<String> links = new ArrayList<>(ice.links(relayUser));
        if (side == Side.VIEWER) {
            links.add("<" + addressOf(side, room) + "/" + sessionId + "/layer>; rel=\"" + LAYERS + "\"");
        }
        return links;
    }

    private Reply select(ApiRequest request) {
        LayerSelection wanted = request.body(LayerSelection.class);
        return done(sessions.select(request.pathText("room"), request.pathText("session"), wanted));
    }

    private Reply patch(ApiRequest request, Side side) {
        if (!isType(request, FRAGMENT)) {
            return unsupported(FRAGMENT).with("Accept-Patch", FRAGMENT);
        }
        String room = request.pathText("room");
        String session = request.pathText("session");
        return switch (sessions.patch(room, side, session, request.header("If-Match"), text(request))) {
            case Patched.Refused(Refusal why, String detail) -> refused(why, detail);
            case Patched.Noted() -> Reply.empty(204);
            case Patched.Restarted(String entityTag, String fragment) ->
                Reply.text(FRAGMENT, fragment).with("ETag", entityTag);
        };
    }

    private Reply end(ApiRequest request, Side side) {
        return done(sessions.end(request.pathText("room"), side, request.pathText("session")));
    }

    private static Reply done(@Nullable Refusal refusal) {
        return refusal == null ? Reply.empty(200) : refused(refusal, refusal.sentence());
    }

    private static String addressOf(Side side, String room) {
        return switch (side) {
            case PUBLISHER -> "/whip/" + room;
            case VIEWER -> "/whep/" + room;
        };
    }

    private static Reply refused(Refusal why, String detail) {
        return switch (why) {
            case ROOM_NOT_FOUND, SESSION_NOT_FOUND -> Reply.notFound(detail);
            case REPLACED -> Reply.refused(410, why.name(), detail);
            case TOKEN_REQUIRED -> Access.unauthenticated(detail);
            case NOT_YOUR_ROOM, NOT_PUBLIC, NOT_SHARED, TICKET_REQUIRED, SHOW_OVER ->
                Reply.refused(403, why.name(), detail);
            case TOO_MANY_LINKS -> Reply.refused(409, why.name(), detail);
            case PUBLISHER_PRESENT, NOT_PUBLISHED ->
                Reply.refused(409, why.name(), detail).with("Retry-After", RETRY_AFTER_S);
            case OFFER_REFUSED, SECTION_UNKNOWN -> Reply.refused(422, why.name(), detail);
            case FRAGMENT_MALFORMED -> Reply.refused(400, why.name(), detail);
            case PRECONDITION_FAILED -> Reply.refused(412, why.name(), detail);
            case PRECONDITION_REQUIRED -> Reply.refused(428, why.name(), detail);
            case ROOM_FULL, SERVER_FULL, STOPPING ->
                Reply.refused(503, why.name(), detail).with("Retry-After", RETRY_AFTER_S);
        };
    }

    private static Reply unsupported(String wanted) {
        return Reply.refused(415, "UNSUPPORTED_MEDIA_TYPE", "Send " + wanted + ".");
    }

    private static boolean isType(ApiRequest request, String wanted) {
        String type = request.header("Content-Type");
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(wanted);
    }

    /** No header accepts everything (RFC 9110 section 12.5.1); weights are beside the point where there is one type. */
    private static boolean accepts(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return true;
        }
        for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String type = range.split(";", 2)[0].strip();
            if (type.equals("*/*") || type.equals("application/*") || type.equals(SDP)) {
                return true;
            }
        }
        return false;
    }

    private static String text(ApiRequest request) {
        return new String(request.bytes(), StandardCharsets.UTF_8);
    }
}
