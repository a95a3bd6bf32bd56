package dev.stagedoor.signaling.chat;

import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.CallTerms;
import dev.stagedoor.signaling.calls.Caller;
import dev.stagedoor.signaling.calls.EventSink;
import dev.stagedoor.signaling.calls.Timers;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.ClientMessage.ChatSend;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.ServerEvent;

/** Lines between the two sides of a call, from accept to end. */
public final class CallChat {
    private final CallService calls;
    private final EventSink events;
    private final Timers clock;

    /** @param events where lines go */
    public CallChat(CallService calls, EventSink events, Timers clock) {
        this.calls = calls;
        this.events = events;
        this.clock = clock;
    }

    /** {@code chat.send}: to both sides, the writer's other devices included. */
    public Answer send(Caller caller, ChatSend message) {
        CallTerms call = calls.termsOf(
                message.callId(), caller.userId(), state -> state == CallState.CONNECTING || state == CallState.ACTIVE);
        if (call == null) {
            return Answer.refused(ErrorCode.CALL_NOT_FOUND, "no running call of yours");
        }
        ServerEvent line = new ServerEvent.ChatMessage(message.callId(), caller.userId(), message.text(), clock.now());
        events.toUser(call.viewer().id(), line);
        events.toUser(call.performer().id(), line);
        return Answer.done();
    }
}
