package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.Caller;
import dev.stagedoor.signaling.calls.PresenceBoard;
import dev.stagedoor.signaling.chat.CallChat;
import dev.stagedoor.signaling.chat.Tips;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.ClientMessage;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.ServerEvent.PresenceChanged;
import java.util.List;
import java.util.function.Consumer;

/** The way of each message of a signed-in person to whoever answers it. */
final class Dispatcher {
    private final CallService calls;
    private final CallChat chat;
    private final Tips tips;
    private final PresenceBoard presence;

    Dispatcher(CallService calls, CallChat chat, Tips tips, PresenceBoard presence) {
        this.calls = calls;
        this.chat = chat;
        this.tips = tips;
        this.presence = presence;
    }

    /** May block. Replies once, on any thread. */
    void dispatch(Session session, ClientMessage message, Consumer<Answer> reply) {
        Caller caller = new Caller(session.userId(), session.sessionId());
        switch (message) {
            case ClientMessage.Hello _, ClientMessage.TokenRenew _ ->
                throw new IllegalArgumentException("answered by the connection: " + message.getClass());
            case ClientMessage.PresenceSet set -> reply.accept(choose(session, set));
            case ClientMessage.PresenceWatch _ -> reply.accept(watch(session));
            case ClientMessage.CallRequest(var quoteId) -> calls.request(caller, quoteId, reply);
            case ClientMessage.BookingJoin(var bookingId) -> calls.bookings().join(caller, bookingId, reply);
            case ClientMessage.BookingLeave(var bookingId) -> calls.bookings().leave(caller, bookingId, reply);
            case ClientMessage.CallAccept accept -> calls.accept(caller, accept, reply);
            case ClientMessage.CallDecline decline -> calls.decline(caller, decline, reply);
            case ClientMessage.CallCancel cancel -> calls.cancel(caller, cancel, reply);
            case ClientMessage.CallEnd end -> calls.end(caller, end, reply);
            case ClientMessage.SwitchRequest wish -> calls.requestSwitch(caller, wish, reply);
            case ClientMessage.SwitchAccept yes -> calls.acceptSwitch(caller, yes, reply);
            case ClientMessage.SwitchDecline no -> calls.declineSwitch(caller, no, reply);
            case ClientMessage.MediaOffer offer -> calls.offer(caller, offer, reply);
            case ClientMessage.MediaState state -> calls.mediaState(caller, state, reply);
            case ClientMessage.TipSend tip -> reply.accept(tips.send(caller, tip));
            case ClientMessage.ChatSend line -> reply.accept(chat.send(caller, line));
        }
    }

    private Answer choose(Session session, ClientMessage.PresenceSet message) {
        if (!session.isPerformer()) {
            return Answer.refused(ErrorCode.FORBIDDEN, "only performers have a presence");
        }
        presence.choose(session.userId(), message.status());
        return Answer.done();
    }

    /** Watching begins before the list is taken: a change in between is told twice rather than never. */
    private Answer watch(Session session) {
        session.watchPresence();
        List<PresenceChanged> present = presence.present().entrySet().stream()
                .map(entry -> new PresenceChanged(entry.getKey(), entry.getValue()))
                .toList();
        return new Answer.Done(new Answer.Result.Performers(present));
    }
}
