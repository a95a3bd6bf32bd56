package dev.stagedoor.signaling.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.ClientMessage;
import dev.stagedoor.signaling.protocol.Presence;
import dev.stagedoor.signaling.protocol.ServerEvent.CallEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Real threads, all at the same moment. */
class CallRaceTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ManualTimers time = new ManualTimers();
    private final FakePeople people = new FakePeople();
    private final FakeMedia media = new FakeMedia(time);
    private final FakeBilling billing = new FakeBilling(time);
    private final Inbox inbox = new Inbox();
    private final PresenceBoard presence = new PresenceBoard();
    private final CallService calls = new CallService(
            new Ports(
                    media,
                    billing,
                    new FakeBookings(),
                    people,
                    FakeBilling::isAway,
                    new FakeLog(),
                    inbox,
                    new LockedTimers(time),
                    threads),
            CallSettings.defaults(),
            presence);

    private final Caller viewer = new Caller(people.viewer("Vera"), UUID.randomUUID());
    private final Caller performer = new Caller(people.performer("Peter", 10, Increment.MINUTE), UUID.randomUUID());

    CallRaceTest() {
        billing.give(viewer.userId(), 100);
        goOnline(performer.userId());
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    @RepeatedTest(50)
    void ofManyEndsExactlyOneCounts(RepetitionInfo repetition) {
        UUID callId = callIdOf(ask(reply -> calls.request(viewer, quote(viewer.userId(), performer.userId()), reply)));
        List<Consumer<Consumer<Answer>>> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            messages.add(reply -> calls.accept(performer, new ClientMessage.CallAccept(callId), reply));
            messages.add(reply -> calls.decline(performer, new ClientMessage.CallDecline(callId), reply));
            messages.add(reply -> calls.cancel(viewer, new ClientMessage.CallCancel(callId), reply));
            messages.add(reply -> calls.end(performer, new ClientMessage.CallEnd(callId), reply));
        }
        Collections.shuffle(messages, new Random(repetition.getCurrentRepetition()));
        assertThat(atOnce(messages))
                .as("seed %d", repetition.getCurrentRepetition())
                .doesNotContainNull();
        assertThat(calls.stop()).succeedsWithin(Duration.ofSeconds(10));

        assertThat(billing.settlements).hasSize(1);
        assertThat(inbox.of(viewer.userId(), CallEnded.class)).hasSize(1);
        assertThat(billing.coins(viewer.userId())).isEqualTo(100);
        assertThat(presence.presenceOf(performer.userId())).isEqualTo(Presence.ONLINE);
    }

    @Test
    void ofManyViewersOneReachesThePerformer() {
        List<Consumer<Consumer<Answer>>> messages = IntStream.range(0, 20)
                .mapToObj(i -> {
                    Caller other = new Caller(people.viewer("Viewer " + i), UUID.randomUUID());
                    billing.give(other.userId(), 100);
                    UUID quoteId = quote(other.userId(), performer.userId());
                    return (Consumer<Consumer<Answer>>) reply -> calls.request(other, quoteId, reply);
                })
                .toList();
        assertThat(atOnce(messages).stream().filter(Answer.Done.class::isInstance))
                .hasSize(1);
    }

    @Test
    void theSameRequestFiveTimesIsOneCall() {
        UUID quoteId = quote(viewer.userId(), performer.userId());
        Consumer<Consumer<Answer>> request = reply -> calls.request(viewer, quoteId, reply);
        List<Answer> answers = atOnce(Collections.nCopies(5, request));
        assertThat(answers).allMatch(Answer.Done.class::isInstance);
        assertThat(answers.stream().map(CallRaceTest::callIdOf).distinct()).hasSize(1);
        assertThat(billing.coins(viewer.userId())).isEqualTo(70);
    }

    @Test
    void oneViewerCannotSpendTheSameCoinsInTwoCalls() {
        List<Consumer<Consumer<Answer>>> messages = IntStream.range(0, 5)
                .mapToObj(i -> {
                    UUID other = people.performer("Performer " + i, 10, Increment.MINUTE);
                    goOnline(other);
                    UUID quoteId = quote(viewer.userId(), other);
                    return (Consumer<Consumer<Answer>>) reply -> calls.request(viewer, quoteId, reply);
                })
                .toList();
        assertThat(atOnce(messages).stream().filter(Answer.Done.class::isInstance))
                .hasSize(1);
        assertThat(billing.coins(viewer.userId())).isEqualTo(70);
    }

    private UUID quote(UUID from, UUID to) {
        return ((QuoteOutcome.Quoted) calls.quote(from, to, CallKind.VIDEO))
                .quote()
                .quoteId();
    }

    private void goOnline(UUID userId) {
        presence.connected(userId);
        presence.choose(userId, Presence.ONLINE);
    }

    private static UUID callIdOf(Answer answer) {
        return Stage.viewOf(answer).callId();
    }

    private static Answer ask(Consumer<Consumer<Answer>> message) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        message.accept(answer::complete);
        return answer.join();
    }

    private List<Answer> atOnce(List<Consumer<Consumer<Answer>>> messages) {
        CyclicBarrier start = new CyclicBarrier(messages.size());
        List<CompletableFuture<Answer>> answers = messages.stream()
                .map(message -> CompletableFuture.supplyAsync(
                        () -> {
                            awaitOthers(start);
                            return ask(message);
                        },
                        threads))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static void awaitOthers(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Manual time that several threads may ask. */
    private record LockedTimers(ManualTimers timers) implements Timers {
        @Override
        public Instant now() {
            return timers.now();
        }

        @Override
        public long nanoTime() {
            return timers.nanoTime();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            synchronized (timers) {
                Timer timer = timers.after(delay, task);
                return () -> {
                    synchronized (timers) {
                        timer.cancel();
                    }
                };
            }
        }
    }
}
