package dev.stagedoor.signaling.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stagedoor.signaling.Entitlements.CallKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Text from the wire to {@link ClientMessage}. Total: any text gives a value. Immutable, for any thread. */
public final class MessageDecoder {
    /** Pointers repeat field names, which the peer chose: no more of them than a developer needs. */
    private static final int POINTER_SHOWN = 80;

    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Limits.NESTING)
                            .maxStringLength(Limits.MESSAGE_BYTES)
                            .maxDocumentLength(Limits.MESSAGE_BYTES)
                            .maxNumberLength(32)
                            .maxNameLength(256)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The table of all messages a client can send: type on the wire, and how its fields are read. */
    private final Map<String, Function<Fields, ClientMessage>> types = Map.ofEntries(
            Map.entry("hello", MessageDecoder::hello),
            Map.entry("token.renew", f -> new ClientMessage.TokenRenew(f.text("token", 1, Limits.TOKEN))),
            Map.entry("presence.set", MessageDecoder::presenceSet),
            Map.entry("presence.watch", _ -> new ClientMessage.PresenceWatch()),
            Map.entry("call.request", f -> new ClientMessage.CallRequest(f.uuid("quoteId"))),
            Map.entry("booking.join", f -> new ClientMessage.BookingJoin(f.uuid("bookingId"))),
            Map.entry("booking.leave", f -> new ClientMessage.BookingLeave(f.uuid("bookingId"))),
            Map.entry("call.accept", f -> new ClientMessage.CallAccept(f.uuid("callId"))),
            Map.entry("call.decline", f -> new ClientMessage.CallDecline(f.uuid("callId"))),
            Map.entry("call.cancel", f -> new ClientMessage.CallCancel(f.uuid("callId"))),
            Map.entry("call.end", f -> new ClientMessage.CallEnd(f.uuid("callId"))),
            Map.entry("switch.request", f -> new ClientMessage.SwitchRequest(f.uuid("callId"), callKind(f))),
            Map.entry("switch.accept", f -> new ClientMessage.SwitchAccept(f.uuid("callId"), callKind(f))),
            Map.entry("switch.decline", f -> new ClientMessage.SwitchDecline(f.uuid("callId"), callKind(f))),
            Map.entry("media.offer", f -> new ClientMessage.MediaOffer(f.uuid("callId"), f.text("sdp", 1, Limits.SDP))),
            Map.entry("media.state", MessageDecoder::mediaState),
            Map.entry("tip.send", MessageDecoder::tipSend),
            Map.entry("chat.send", f -> new ClientMessage.ChatSend(f.uuid("callId"), chatText(f))));

    /** Reads one message. */
    public Decoded decode(String text) {
        JsonNode root;
        try {
            root = json.readTree(text);
        } catch (JsonProcessingException e) {
            return new Decoded.Malformed(null, "not JSON: " + e.getOriginalMessage(), null);
        }
        if (!root.isObject()) {
            return new Decoded.Malformed(null, "must be a JSON object", "");
        }
        Fields fields = new Fields(root);
        String id = fields.text("id", 1, Limits.MESSAGE_ID);
        if (fields.fault() != null) {
            return malformed(null, fields);
        }
        String type = fields.text("type", 1, Limits.MESSAGE_ID);
        if (fields.fault() != null) {
            return malformed(id, fields);
        }
        Function<Fields, ClientMessage> reader = types.get(type);
        if (reader == null) {
            return new Decoded.Malformed(id, "is not a known message type", "/type");
        }
        ClientMessage body = reader.apply(fields);
        fields.refuseOthers();
        return fields.fault() == null ? new Decoded.Message(id, type, body) : malformed(id, fields);
    }

    private static Decoded malformed(@Nullable String replyTo, Fields fields) {
        String pointer = String.valueOf(fields.faultPointer());
        return new Decoded.Malformed(
                replyTo,
                String.valueOf(fields.fault()),
                pointer.length() > POINTER_SHOWN ? pointer.substring(0, POINTER_SHOWN) : pointer);
    }

    private static ClientMessage hello(Fields fields) {
        String token = fields.text("token", 1, Limits.TOKEN);
        ClientMessage.@Nullable Resume resume = null;
        if (fields.optional("resume")) {
            Fields inner = fields.object("resume");
            resume = new ClientMessage.Resume(inner.uuid("sessionId"), inner.whole("lastSeq", 0, Long.MAX_VALUE));
            inner.refuseOthers();
        }
        return new ClientMessage.Hello(token, resume);
    }

    private static ClientMessage presenceSet(Fields fields) {
        return new ClientMessage.PresenceSet(
                fields.oneOf("status", List.of(Presence.ONLINE, Presence.AWAY, Presence.OFFLINE)));
    }

    private static CallKind callKind(Fields fields) {
        return fields.oneOf("kind", List.of(CallKind.values()));
    }

    private static ClientMessage mediaState(Fields fields) {
        return new ClientMessage.MediaState(fields.uuid("callId"), fields.bool("audio"), fields.bool("video"));
    }

    private static ClientMessage tipSend(Fields fields) {
        return new ClientMessage.TipSend(
                fields.uuid("tipId"),
                fields.uuid("performerId"),
                fields.optionalUuid("callId"),
                fields.optionalUuid("eventId"),
                fields.money("amount", 1, Limits.TIP_AMOUNT_MINOR),
                fields.optional("message") ? fields.text("message", 0, Limits.TIP_MESSAGE) : "",
                fields.optional("anonymous") && fields.bool("anonymous"),
                fields.optional("privateMessage") && fields.bool("privateMessage"));
    }

    private static String chatText(Fields fields) {
        return fields.text("text", 1, Limits.CHAT_TEXT);
    }
}
