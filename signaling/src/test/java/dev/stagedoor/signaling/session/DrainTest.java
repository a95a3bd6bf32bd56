package dev.stagedoor.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DrainTest {
    private final Theatre theatre = new Theatre();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Drain drain =
            new Drain(theatre.realtime, theatre.time, Duration.ofSeconds(90), refusals::incrementAndGet);

    @Test
    void everybodyIsToldAndNothingNewBegins() {
        Client viewer = theatre.client("vera");
        Client performer = theatre.performer();
        var _ = drain.begin();
        assertThat(drain.isServing()).isFalse();
        assertThat(refusals).hasValue(1);
        for (Client each : new Client[] {viewer, performer}) {
            assertThat(each.events("server.draining"))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.path("inSeconds").asLong()).isEqualTo(90));
        }
        assertThat(viewer.codeOf("{'type':'call.request','quoteId':'" + theatre.quote() + "'}"))
                .isEqualTo("UNAVAILABLE");
    }

    @Test
    void aCallThatRunsGoesOnAndIsWaitedFor() {
        Client viewer = theatre.client("vera");
        Client performer = theatre.performer();
        String callId = theatre.ring(viewer);
        assertThat(drain.begin().calls()).isEqualTo(1);
        performer.must("{'type':'call.accept','callId':'" + callId + "'}");
        theatre.time.advance(Duration.ofSeconds(10));
        assertThat(drain.over()).isNotDone();

        viewer.must("{'type':'call.end','callId':'" + callId + "'}");
        theatre.time.advance(Duration.ofMillis(4_999));
        assertThat(drain.over()).as("people look at their receipts").isNotDone();
        theatre.time.advance(Duration.ofMillis(1));
        assertThat(drain.over()).isCompleted();
        assertThat(drain.status().calls()).isZero();
    }

    @Test
    void theTimeIsUpWhetherCallsRunOrNot() {
        Client viewer = theatre.client("vera");
        theatre.performer();
        theatre.ring(viewer);
        var _ = drain.begin();
        theatre.time.advance(Duration.ofSeconds(30));
        // Asked again, it does not begin again: the end stays where it was.
        assertThat(drain.begin().until()).isEqualTo(theatre.time.now().plusSeconds(60));
        assertThat(viewer.events("server.draining")).hasSize(1);
        // The call is missed at 45 s.
        theatre.time.advance(Duration.ofSeconds(60));
        assertThat(drain.over()).isCompleted();
    }

    @Test
    void aCallThatGoesOnIsNotWaitedForBeyondTheTime() {
        Drain brief = new Drain(theatre.realtime, theatre.time, Duration.ofSeconds(10), refusals::incrementAndGet);
        Client viewer = theatre.client("vera");
        theatre.performer();
        theatre.ring(viewer);
        var _ = brief.begin();
        theatre.time.advance(Duration.ofMillis(9_999));
        assertThat(brief.over()).isNotDone();
        theatre.time.advance(Duration.ofMillis(1));
        assertThat(brief.over()).isCompleted();
        assertThat(brief.status().calls()).isEqualTo(1);
    }

    @Test
    void withoutCallsItIsOverAtOnce() {
        assertThat(drain.over()).isNotDone();
        var _ = drain.begin();
        assertThat(drain.over()).isCompleted();
    }
}
