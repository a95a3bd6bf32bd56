package dev.stagedoor.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

/** Replies and events to text for the wire. Absent fields are left out. Immutable, for any thread. */
public final class MessageEncoder {
    private final ObjectMapper json = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /**
     * A reply.
     *
     * @param replyTo the message's id, null if it could not be read
     */
    public String reply(@Nullable String replyTo, Answer answer) {
        ObjectNode frame = json.createObjectNode();
        frame.put("type", "reply");
        frame.put("replyTo", replyTo);
        switch (answer) {
            case Answer.Done(Answer.Result result) -> {
                frame.put("ok", true);
                frame.set("result", json.valueToTree(result));
            }
            case Answer.Refused refused -> {
                frame.put("ok", false);
                frame.set("error", json.valueToTree(refused));
            }
        }
        return frame.toString();
    }

    /**
     * An event.
     *
     * @param seq its number within the session, from 1
     */
    public String event(long seq, ServerEvent event) {
        ObjectNode frame = json.createObjectNode();
        frame.put("type", typeOf(event));
        frame.put("seq", seq);
        frame.setAll(json.<ObjectNode>valueToTree(event));
        return frame.toString();
    }

    /** The table of all events: what each is called on the wire. */
    static String typeOf(ServerEvent event) {
        return switch (event) {
            case ServerEvent.TokenExpiring _ -> "token.expiring";
            case ServerEvent.ServerDraining _ -> "server.draining";
            case ServerEvent.PresenceChanged _ -> "presence.changed";
            case ServerEvent.CallIncoming _ -> "call.incoming";
            case ServerEvent.CallStateChanged _ -> "call.state";
            case ServerEvent.CallTaken _ -> "call.taken";
            case ServerEvent.MediaStateChanged _ -> "media.state";
            case ServerEvent.CallMeter _ -> "call.meter";
            case ServerEvent.CallWarning _ -> "call.warning";
            case ServerEvent.CallPaused _ -> "call.paused";
            case ServerEvent.CallResumed _ -> "call.resumed";
            case ServerEvent.SwitchClosed _ -> "switch.closed";
            case ServerEvent.CallEnded _ -> "call.ended";
            case ServerEvent.TipReceived _ -> "tip.received";
            case ServerEvent.ChatMessage _ -> "chat.message";
            case ServerEvent.WalletChanged _ -> "wallet.changed";
        };
    }
}
