package dev.stagedoor.signaling.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.ClientMessage;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.Presence;
import dev.stagedoor.signaling.protocol.ReceiptView;
import dev.stagedoor.signaling.protocol.ServerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** A viewer, a performer and everything around them, with the steps that most tests begin with. */
final class Stage {
    /** As often as the media node reports. */
    private static final Duration REPORT_EVERY = Duration.ofMillis(250);

    final ManualTimers time = new ManualTimers();
    final Turns turns = new Turns();
    final FakePeople people = new FakePeople();
    final FakeMedia media = new FakeMedia(time);
    final FakeBilling billing = new FakeBilling(time);
    final FakeBookings bookings = new FakeBookings();
    final FakeLog log = new FakeLog();
    final Inbox inbox = new Inbox();
    final PresenceBoard presence = new PresenceBoard();
    final CallService calls;

    final UUID viewer = people.viewer("Vera");
    final UUID performer;
    final Caller viewerDevice = new Caller(viewer, UUID.randomUUID());
    final Caller performerDevice;

    Stage(long coins, long coinsPerMinute, Increment increment) {
        this(coins, people -> people.performer("Peter", coinsPerMinute, increment));
    }

    /** A viewer with so many coins, and a performer. */
    Stage(long coins, Function<FakePeople, UUID> hired) {
        performer = hired.apply(people);
        performerDevice = new Caller(performer, UUID.randomUUID());
        calls = new CallService(
                new Ports(media, billing, bookings, people, FakeBilling::isAway, log, inbox, time, turns),
                CallSettings.defaults(),
                presence);
        media.listen(calls);
        billing.listen(new Entitlements.Listener() {
            @Override
            public void walletChanged(UUID userId) {
                calls.walletChanged(userId);
            }

            @Override
            public void settledByRecovery(UUID callId) {
                calls.settledByRecovery(callId);
            }
        });
        billing.give(viewer, coins);
        goOnline(performer);
    }

    /** A viewer with 100 coins, a performer who takes 10 a minute. */
    static Stage usual() {
        return new Stage(100, 10, Increment.MINUTE);
    }

    void goOnline(UUID userId) {
        presence.connected(userId);
        presence.choose(userId, Presence.ONLINE);
    }

    UUID quote() {
        return quote(viewer, performer);
    }

    UUID quote(UUID from, UUID to) {
        return quote(from, to, CallKind.VIDEO);
    }

    UUID quote(UUID from, UUID to, CallKind kind) {
        QuoteOutcome outcome = calls.quote(from, to, kind);
        assertThat(outcome).isInstanceOf(QuoteOutcome.Quoted.class);
        return ((QuoteOutcome.Quoted) outcome).quote().quoteId();
    }

    Answer request(Caller caller, UUID quoteId) {
        return ask(reply -> calls.request(caller, quoteId, reply));
    }

    UUID ring() {
        return viewOf(request(viewerDevice, quote())).callId();
    }

    UUID connect() {
        return connect(ring());
    }

    private UUID connect(UUID callId) {
        viewOf(accept(callId));
        assertThat(offer(viewerDevice, callId)).isInstanceOf(Answer.Done.class);
        assertThat(offer(performerDevice, callId)).isInstanceOf(Answer.Done.class);
        media.transport(callId, viewer, true);
        media.transport(callId, performer, true);
        return callId;
    }

    /** A call whose media begins to flow this moment. */
    UUID activate() {
        return activate(ring());
    }

    /** The same with one that rings. */
    UUID activate(UUID ringing) {
        UUID callId = connect(ringing);
        media.flow(callId, true);
        media.report(callId);
        return callId;
    }

    /** Lets time pass while the media node reports. */
    void pass(UUID callId, Duration duration) {
        for (Duration left = duration; left.isPositive(); left = left.minus(REPORT_EVERY)) {
            time.advance(left.compareTo(REPORT_EVERY) < 0 ? left : REPORT_EVERY);
            media.report(callId);
        }
    }

    Answer accept(UUID callId) {
        return accept(performerDevice, callId);
    }

    Answer accept(Caller caller, UUID callId) {
        return ask(reply -> calls.accept(caller, new ClientMessage.CallAccept(callId), reply));
    }

    Answer decline(Caller caller, UUID callId) {
        return ask(reply -> calls.decline(caller, new ClientMessage.CallDecline(callId), reply));
    }

    Answer cancel(Caller caller, UUID callId) {
        return ask(reply -> calls.cancel(caller, new ClientMessage.CallCancel(callId), reply));
    }

    Answer end(Caller caller, UUID callId) {
        return ask(reply -> calls.end(caller, new ClientMessage.CallEnd(callId), reply));
    }

    Answer offer(Caller caller, UUID callId) {
        return offer(caller, callId, Offers.audioAndVideo());
    }

    Answer offer(Caller caller, UUID callId, String sdp) {
        return ask(reply -> calls.offer(caller, new ClientMessage.MediaOffer(callId, sdp), reply));
    }

    /** One of the two comes to what was booked. */
    Answer join(Caller caller, UUID bookingId) {
        return ask(reply -> calls.bookings().join(caller, bookingId, reply));
    }

    /** Stops the server; whatever ran is settled. */
    void stop() {
        assertThat(calls.stop()).isCompleted();
    }

    /** The receipt one of the two was shown. */
    ReceiptView receiptOf(UUID person) {
        return requireNonNull(
                inbox.of(person, ServerEvent.CallEnded.class).getLast().receipt());
    }

    /** Exactly one reply, at once. */
    Answer ask(Consumer<Consumer<Answer>> question) {
        List<Answer> answers = new ArrayList<>();
        question.accept(answers::add);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    static CallView viewOf(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return ((Answer.Result.OfCall) ((Answer.Done) answer).result()).call();
    }

    static ErrorCode codeOf(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).code();
    }
}
