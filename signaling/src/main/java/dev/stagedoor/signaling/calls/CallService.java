package dev.stagedoor.signaling.calls;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Quote;
import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.protocol.ClientMessage;
import dev.stagedoor.signaling.protocol.ErrorCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The door to calls. Safe for any thread; {@link #quote}, {@link #request} and {@link #recover} may block, the others
 * hand their task to the call and return. Every message may come any number of times.
 */
public final class CallService implements MediaGateway.Listener {
    /** How long an ended call is still known, for messages that cross its end. */
    private static final Duration REMEMBER_ENDED = Duration.ofMinutes(2);

    private final Ports ports;
    private final CallSettings settings;
    private final PresenceBoard presence;
    private final QuoteBook quotes;
    private final CallRegistry registry;
    private final Recovery recovery;
    private final BookedCalls bookings;
    private final FreeAttempts freeAttempts;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final CompletableFuture<@Nullable Void> drained = new CompletableFuture<>();
    private volatile boolean stopping;

    /** Does nothing by itself: give {@link #recover} the leftovers and the media node a listener. */
    public CallService(Ports ports, CallSettings settings, PresenceBoard presence) {
        this.ports = ports;
        this.settings = settings;
        this.presence = presence;
        this.registry = new CallRegistry(presence);
        this.quotes = new QuoteBook(ports.entitlements(), ports.directory(), ports.timers());
        this.recovery = new Recovery(ports);
        this.freeAttempts =
                new FreeAttempts(settings.freeAttemptsPerDay(), ports.log(), ports.entitlements(), ports.timers());
        this.bookings = new BookedCalls(ports, registry, this::begin);
    }

    /** What a call would cost now; the quote can be called under for a minute. */
    public QuoteOutcome quote(UUID viewerId, UUID performerId, CallKind kind) {
        return quotes.quote(viewerId, performerId, kind);
    }

    /** Calls that were booked. */
    public BookedCalls bookings() {
        return bookings;
    }

    /** {@code call.request}. Replies when the call rings or cannot. */
    public void request(Caller caller, UUID quoteId, Consumer<Answer> reply) {
        Call earlier = registry.underQuote(quoteId, caller.userId());
        if (earlier != null) {
            earlier.post(call -> call.onView(reply));
            return;
        }
        Quote quote = quotes.find(quoteId, caller.userId());
        if (quote == null) {
            reply.accept(CallRefusals.quoteExpired());
            return;
        }
        Party viewer = ports.directory().person(caller.userId());
        Party performer = ports.directory().person(quote.performerId());
        if (viewer == null || performer == null) {
            reply.accept(Answer.refused(ErrorCode.NOT_FOUND, "no such person"));
        } else if (viewer.id().equals(performer.id())) {
            reply.accept(Answer.refused(ErrorCode.SELF_CALL, "nobody calls themselves"));
        } else if (!takesCalls(performer.id())) {
            reply.accept(Answer.refused(ErrorCode.PERFORMER_OFFLINE, "takes no calls now"));
        } else {
            Answer refusal = freeAttempts.refusal(viewer.id());
            if (refusal == null) {
                begin(caller, termsOf(quote, viewer, performer), reply);
            } else {
                reply.accept(refusal);
            }
        }
    }

    private void begin(Caller caller, CallTerms terms, Consumer<Answer> reply) {
        Call call = new Call(terms, settings, ports, new Ends());
        switch (registry.claim(call)) {
            case CallRegistry.Claim.Taken _ -> call.post(c -> c.onRequest(caller, reply));
            case CallRegistry.Claim.Repeated(Call earlier) -> earlier.post(c -> c.onView(reply));
            case CallRegistry.Claim.ViewerBusy _ ->
                reply.accept(Answer.refused(ErrorCode.VIEWER_BUSY, "you are in another call"));
            case CallRegistry.Claim.PerformerBusy _ ->
                reply.accept(Answer.refused(ErrorCode.PERFORMER_BUSY, "is in another call"));
            case CallRegistry.Claim.Closed _ ->
                reply.accept(Answer.refused(ErrorCode.UNAVAILABLE, "the server is stopping"));
        }
    }

    /** The messages about a call that exists. */
    public void accept(Caller caller, ClientMessage.CallAccept message, Consumer<Answer> reply) {
        toCall(caller, message.callId(), reply, call -> call.onAccept(caller, reply));
    }

    /** {@code call.decline}. */
    public void decline(Caller caller, ClientMessage.CallDecline message, Consumer<Answer> reply) {
        toCall(caller, message.callId(), reply, call -> call.onDecline(caller, reply));
    }

    /** {@code call.cancel}. */
    public void cancel(Caller caller, ClientMessage.CallCancel message, Consumer<Answer> reply) {
        toCall(caller, message.callId(), reply, call -> call.onCancel(caller, reply));
    }

    /** {@code call.end}. */
    public void end(Caller caller, ClientMessage.CallEnd message, Consumer<Answer> reply) {
        toCall(caller, message.callId(), reply, call -> call.onEnd(caller, reply));
    }

    /** {@code switch.request}. */
    public void requestSwitch(Caller caller, ClientMessage.SwitchRequest message, Consumer<Answer> reply) {
        onSwitch(caller, message.callId(), reply, medium -> medium.onRequest(caller, message.kind(), reply));
    }

    /** {@code switch.accept}. */
    public void acceptSwitch(Caller caller, ClientMessage.SwitchAccept message, Consumer<Answer> reply) {
        onSwitch(caller, message.callId(), reply, medium -> medium.onAccept(caller, message.kind(), reply));
    }

    /** {@code switch.decline}. */
    public void declineSwitch(Caller caller, ClientMessage.SwitchDecline message, Consumer<Answer> reply) {
        onSwitch(caller, message.callId(), reply, medium -> medium.onDecline(caller, message.kind(), reply));
    }

    private void onSwitch(Caller caller, UUID callId, Consumer<Answer> reply, Consumer<MediumSwitch> task) {
        toCall(caller, callId, reply, call -> call.onSwitch(reply, task));
    }

    /** {@code media.offer}. */
    public void offer(Caller caller, ClientMessage.MediaOffer message, Consumer<Answer> reply) {
        toCall(caller, message.callId(), reply, call -> call.onOffer(caller, message.sdp(), reply));
    }

    /** {@code media.state}. */
    public void mediaState(Caller caller, ClientMessage.MediaState message, Consumer<Answer> reply) {
        toCall(
                caller,
                message.callId(),
                reply,
                call -> call.onMediaState(caller, message.audio(), message.video(), reply));
    }

    /** Calls that have begun and not ended. */
    public int running() {
        return registry.running().size();
    }

    /** Each of them as it stands, oldest first; every call answers for itself, in its mailbox. */
    public CompletableFuture<List<RunningCall>> overview() {
        List<CompletableFuture<RunningCall>> answers =
                registry.running().stream().map(CallService::overviewOf).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> answers.stream()
                        .map(CompletableFuture::join)
                        .sorted(Comparator.comparing(call -> call.view().createdAt()))
                        .toList());
    }

    private static CompletableFuture<RunningCall> overviewOf(Call call) {
        CompletableFuture<RunningCall> answer = new CompletableFuture<>();
        call.post(c -> c.onOverview(answer::complete));
        return answer;
    }

    /** The call this person is in now, null if none. */
    public @Nullable CallView current(UUID userId) {
        Call call = registry.of(userId);
        CallView view = call == null ? null : call.lastView();
        return view == null || view.state() == CallState.ENDED ? null : view;
    }

    /** The terms of a call that this person takes part in and that is in one of the states, null otherwise. */
    public @Nullable CallTerms termsOf(UUID callId, UUID userId, Predicate<CallState> states) {
        Call call = registry.find(callId, userId);
        return call != null && states.test(call.state()) ? call.terms() : null;
    }

    /** A device has lost its socket, or has it back. */
    public void socket(Caller device, boolean up) {
        if (!up) {
            bookings.gone(device);
        }
        Call call = registry.of(device.userId());
        if (call != null) {
            call.post(c -> c.onSocket(device, up));
        }
    }

    /** A balance has changed: a call may go on, or end sooner. */
    public void walletChanged(UUID userId) {
        Call call = registry.of(userId);
        if (call != null && call.terms().viewer().id().equals(userId)) {
            call.post(Call::onWalletChanged);
        }
    }

    /** Billing has settled a call whose node it took for dead; if that was us, the call ends here as well. */
    public void settledByRecovery(UUID callId) {
        Call call = registry.find(callId);
        if (call == null) {
            recovery.settled(callId);
        } else {
            call.post(c -> c.onStop(EndReason.NODE_LOST));
        }
    }

    /** Closes what an earlier run of the server left open. To be called once, after {@link Entitlements} is up. */
    public void recover() {
        recovery.start();
    }

    /** Begins nothing new and lets what runs go on; done when every call has ended by itself and is settled. */
    public CompletableFuture<@Nullable Void> drain() {
        var _ = registry.close();
        stopping = true;
        completeIfDrained();
        return drained;
    }

    /** Begins nothing new and ends what runs, for the delivered time; done when every call is settled. */
    public CompletableFuture<@Nullable Void> stop() {
        List<Call> running = registry.close();
        stopping = true;
        running.forEach(call -> call.post(c -> c.onStop(EndReason.NODE_LOST)));
        completeIfDrained();
        return drained;
    }

    @Override
    public void connected(UUID roomId, UUID participantId) {
        transport(roomId, participantId, true);
    }

    @Override
    public void disconnected(UUID roomId, UUID participantId, String reason) {
        transport(roomId, participantId, false);
    }

    @Override
    public void usage(RoomUsage usage) {
        Call call = registry.find(usage.roomId());
        if (call != null) {
            call.post(c -> c.onUsage(usage));
        }
    }

    private void completeIfDrained() {
        if (stopping && registry.close().isEmpty()) {
            drained.complete(null);
        }
    }

    private void transport(UUID roomId, UUID participantId, boolean up) {
        Call call = registry.find(roomId, participantId);
        if (call != null) {
            call.post(c -> c.onTransport(participantId, up));
        }
    }

    private void toCall(Caller caller, UUID callId, Consumer<Answer> reply, Consumer<Call> task) {
        Call call = registry.find(callId, caller.userId());
        if (call == null) {
            reply.accept(CallRefusals.notFound());
        } else {
            call.post(task);
        }
    }

    private boolean takesCalls(UUID performerId) {
        return switch (presence.presenceOf(performerId)) {
            // Busy is for the registry to say, which knows it exactly.
            case ONLINE, BUSY -> true;
            case AWAY, OFFLINE -> false;
        };
    }

    private CallTerms termsOf(Quote quote, Party viewer, Party performer) {
        return new CallTerms(
                ids.generate(),
                quote.quoteId(),
                quote.kind(),
                quote.increment(),
                quote.perMinute(),
                quote.otherPerMinute(),
                viewer,
                performer,
                ports.timers().now());
    }

    /** What becomes of the seats when a call is over. */
    private final class Ends implements Call.Listener {
        @Override
        public void settled(Call call) {
            registry.release(call);
            completeIfDrained();
            ports.timers().after(REMEMBER_ENDED, () -> registry.forget(call));
        }

        @Override
        public void refused(Call call) {
            registry.forget(call);
            completeIfDrained();
        }
    }
}
