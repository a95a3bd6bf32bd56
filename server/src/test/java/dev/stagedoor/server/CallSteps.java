package dev.stagedoor.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** A call between two people, step by step. */
final class CallSteps {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CallSteps() {}

    /** One that rings and is accepted; its id. */
    static String accepted(Caller asking, CallerSocket viewer, Caller asked, CallerSocket performer)
            throws InterruptedException {
        performer.ask("'type':'presence.set','status':'ONLINE'");
        String quote = asking.post(
                        "/api/v1/calls/quotes", "{\"performerId\": \"" + asked.id() + "\", \"kind\": \"VIDEO\"}")
                .body()
                .path("quoteId")
                .asText();
        viewer.ask("'type':'call.request','quoteId':'" + quote + "'");
        String call = performer.event("call.incoming").at("/call/callId").asText();
        performer.ask("'type':'call.accept','callId':'" + call + "'");
        return call;
    }

    /** One side's media, which expects this many pictures and sounds of the other. */
    static LibWebrtcPeer talk(CallerSocket side, String call, int count) throws IOException, InterruptedException {
        return LibWebrtcPeer.talk(offer -> answer(side, call, offer), count);
    }

    private static String answer(CallerSocket side, String call, String offer)
            throws IOException, InterruptedException {
        JsonNode reply =
                side.ask("'type':'media.offer','callId':'" + call + "','sdp':" + JSON.writeValueAsString(offer));
        if (!reply.path("ok").asBoolean()) {
            throw new IOException(reply.toString());
        }
        return reply.at("/result/sdp").asText();
    }
}
