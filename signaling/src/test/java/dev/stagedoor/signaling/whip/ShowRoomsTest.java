package dev.stagedoor.signaling.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.MediaGateway.LegUsage;
import dev.stagedoor.signaling.ShowDesk.Kind;
import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A show that is earned after half a minute, and the room it is given in. */
class ShowRoomsTest {
    private final OpenMedia media = new OpenMedia();
    private final FakeShows shows = new FakeShows();
    private final UUID show = UUID.randomUUID();
    private final UUID performer = UUID.randomUUID();
    private final UUID holder = UUID.randomUUID();
    private final LiveSessions sessions =
            Nodes.alone(media, new WhipSettings(false, 9, 9, Duration.ofSeconds(10)), shows);

    @BeforeEach
    void announce() {
        put(Kind.TICKETED, "OPEN", 0);
        shows.holders.add(holder);
    }

    private void put(Kind kind, String state, long deliveredMs) {
        shows.put(FakeShows.show(show, performer, kind, state, 30_000, deliveredMs));
    }

    private Joined join(Side side, UUID who, Role role) {
        AccessToken token = new AccessToken(who, UUID.randomUUID(), Set.of(role), Instant.MAX, false);
        return sessions.join(
                show.toString(),
                side,
                token,
                HttpOffers.audioAndVideo(side == Side.PUBLISHER ? "sendonly" : "recvonly"));
    }

    private Joined.Accepted publish() {
        return (Joined.Accepted) join(Side.PUBLISHER, performer, Role.PERFORMER);
    }

    private Joined.Accepted watch() {
        return (Joined.Accepted) join(Side.VIEWER, holder, Role.VIEWER);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # who,     side,      kind,         state,     refused because
            performer, PUBLISHER, TICKETED,     OPEN,
            performer, VIEWER,    TICKETED,     OPEN,
            holder,    VIEWER,    TICKETED,     OPEN,
            holder,    VIEWER,    TICKETED,     DONE,
            holder,    VIEWER,    PAY_PER_VIEW, OPEN,
            holder,    PUBLISHER, TICKETED,     OPEN,      NOT_YOUR_ROOM
            stranger,  VIEWER,    TICKETED,     OPEN,      TICKET_REQUIRED
            stranger,  VIEWER,    PAY_PER_VIEW, DONE,      TICKET_REQUIRED
            stranger,  PUBLISHER, TICKETED,     OPEN,      NOT_YOUR_ROOM
            holder,    VIEWER,    TICKETED,     CANCELLED, SHOW_OVER
            performer, PUBLISHER, TICKETED,     CANCELLED, SHOW_OVER
            holder,    VIEWER,    CROWD_GOAL,   OPEN,      NOT_PUBLIC
            """)
    void letsInWhoHasATicket(String who, Side side, Kind kind, String state, Refusal expected) {
        put(kind, state, 0);
        UUID person = switch (who) {
            case "performer" -> performer;
            case "holder" -> holder;
            default -> UUID.randomUUID();
        };

        Joined outcome = join(side, person, who.equals("performer") ? Role.PERFORMER : Role.VIEWER);

        if (expected == null) {
            assertThat(outcome).isInstanceOf(Joined.Accepted.class);
        } else {
            assertThat(((Joined.Refused) outcome).why()).isEqualTo(expected);
            assertThat(media.rooms).isEmpty();
        }
    }

    @Test
    void aTicketIsForOneDeviceTheLastOne() {
        Joined.Accepted phone = watch();
        Joined.Accepted laptop = watch();

        // It is told so, or it would come back by itself and throw out the other.
        String room = show.toString();
        assertThat(sessions.end(room, Side.VIEWER, phone.sessionId())).isEqualTo(Refusal.REPLACED);
        assertThat(sessions.select(room, phone.sessionId(), new LayerSelection(null, 360, null)))
                .isEqualTo(Refusal.REPLACED);
        assertThat(sessions.patch(room, Side.VIEWER, phone.sessionId(), "*", ""))
                .isEqualTo(new Patched.Refused(Refusal.REPLACED, Refusal.REPLACED.sentence()));
        assertThat(sessions.end(show.toString(), Side.VIEWER, laptop.sessionId()))
                .isNull();
    }

    @Test
    @Timeout(60)
    void ofTwoDevicesAtTheSameMomentTheLastOneStays() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Semaphore negotiating = new Semaphore(0);
        media.before.put("negotiate", () -> {
            negotiating.release();
            both.countDown();
            awaitAll(both);
        });
        FutureTask<Joined.Accepted> phone = new FutureTask<>(this::watch);
        FutureTask<Joined.Accepted> laptop = new FutureTask<>(this::watch);
        Thread.ofVirtual().start(phone);
        negotiating.acquire();
        Thread.ofVirtual().start(laptop);

        String last = laptop.get().sessionId();
        String first = phone.get().sessionId();

        assertThat(sessions.end(show.toString(), Side.VIEWER, first)).isEqualTo(Refusal.REPLACED);
        assertThat(sessions.end(show.toString(), Side.VIEWER, last)).isNull();
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for the others", e);
        }
    }

    @Test
    void whoGivesTheTicketBackHasToGoAndTheOthersStay() {
        publish();
        watch();
        shows.holders.clear();

        sessions.review(show.toString());

        assertThat(sessions.statistics().sessions()).isEqualTo(1);
    }

    @Test
    void aShowThatIsCalledOffWhileItIsGivenEndsForEverybody() {
        publish();
        watch();
        put(Kind.TICKETED, "CANCELLED", 0);

        report(10_000, 10_000);

        assertThat(sessions.statistics().sessions()).isZero();
        assertThat(media.rooms).isEmpty();
    }

    @Test
    void theDeskHearsOfTheFirstMomentOfWhatEarnsAndEveryTenSeconds() {
        publish();
        for (long ms = 0; ms <= 45_000; ms += 250) {
            report(ms, 0);
        }
        assertThat(shows.reports).containsExactly(250L, 10_250L, 20_250L, 30_000L, 40_000L);
    }

    @Test
    void whatTheDeskHasNotHeardItHearsWhenThePerformerGoes() {
        Joined.Accepted publisher = publish();
        report(250, 0);
        report(9_000, 0);
        sessions.end(show.toString(), Side.PUBLISHER, publisher.sessionId());

        assertThat(shows.reports).containsExactly(250L, 9_000L);
    }

    @Test
    void aRoomThatTheMediaNodeDoesNotCloseCountsNoMore() {
        Joined.Accepted publisher = publish();
        UUID room = media.rooms.keySet().iterator().next();
        UUID performersLeg = media.onlyParticipant();
        media.failAt("closeRoom");

        assertThat(sessions.end(show.toString(), Side.PUBLISHER, publisher.sessionId()))
                .isNull();
        media.report(room, leg(performersLeg, 30_000, 0));

        assertThat(shows.reports).isEmpty();
    }

    @Test
    void anInterruptedShowGoesOnWhereItStood() {
        put(Kind.TICKETED, "OPEN", 20_000);
        publish();
        report(10_000, 0);

        assertThat(shows.reports).containsExactly(30_000L);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # what happens,                         sent,           delivered,     delivered of the show
            nobody came,                            250 500 10500,  ,              10500
            somebody sees it,                       250 500 10500,  250 500 10500, 10500
            nothing reaches those who came,         250 500 10500,  0 0 0,         0
            what does not reach them is not given,  250 500 10500,  250 250 400,   10250
            the performer is silent,                250 250 10250,  250 500 750,   10250
            a new leg counts from zero,             9000 100 10100, ,              19100
            """)
    void countsWhatWasSentWhileSomebodyCouldSeeIt(String what, String sent, String delivered, long expectedMs) {
        publish();
        if (delivered != null) {
            watch();
        }
        String[] out = delivered == null ? new String[0] : delivered.split(" ", -1);
        String[] in = sent.split(" ", -1);
        for (int i = 0; i < in.length; i++) {
            if (delivered == null) {
                report(Long.parseLong(in[i]));
            } else {
                report(Long.parseLong(in[i]), Long.parseLong(out[i]));
            }
        }
        assertThat(shows.reports.isEmpty() ? 0 : shows.reports.getLast())
                .as(what)
                .isEqualTo(expectedMs);
    }

    /** @param deliveredMs to a viewer, if there is one */
    private void report(long sentMs, long deliveredMs) {
        UUID room = media.rooms.keySet().iterator().next();
        Set<UUID> inside = media.rooms.values().iterator().next();
        LegUsage performersLeg = leg(inside.iterator().next(), sentMs, 0);
        if (inside.size() > 1) {
            media.report(room, performersLeg, leg(UUID.nameUUIDFromBytes(new byte[1]), 0, deliveredMs));
        } else {
            media.report(room, performersLeg);
        }
    }

    private void report(long sentMs) {
        report(sentMs, 0);
    }

    private static LegUsage leg(UUID participant, long receivedMs, long deliveredMs) {
        return new LegUsage(participant, receivedMs, deliveredMs, 0, 0, 0, 0);
    }
}
