package dev.stagedoor.signaling.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.ShowDesk.Kind;
import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each server names the one before it; one that is named first is away. */
class RelaysTest {
    private static final WhipSettings SETTINGS = new WhipSettings(true, 10, 20, Duration.ofSeconds(10));

    private final Nodes nodes = new Nodes();
    private final OpenMedia firstMedia = new OpenMedia();
    private final OpenMedia secondMedia = new OpenMedia();
    private final OpenMedia thirdMedia = new OpenMedia();
    private final LiveSessions first = nodes.add("first", firstMedia, SETTINGS);
    private final LiveSessions second = nodes.add("second", secondMedia, SETTINGS, "away", "first");
    private final LiveSessions third = nodes.add("third", thirdMedia, SETTINGS, "second");
    private final LiveSessions fourth = nodes.add("fourth", new OpenMedia(), SETTINGS, "third");

    @Test
    void pullsOnceForAllWhoWatchAndStopsWithTheLast() {
        publishes(first);
        assertThat(nodes.asked).as("nobody watches").isEmpty();
        String one = watches(second);
        String other = watches(second);

        assertThat(nodes.asked).containsExactly("away 1", "first 1");
        assertThat(first.statistics().sessions()).as("a publisher and a server").isEqualTo(2);
        assertThat(second.statistics().links()).isEqualTo(1);

        leaves(second, one);
        assertThat(nodes.ended).isEmpty();
        leaves(second, other);
        assertThat(nodes.ended).hasSize(1);
        assertThat(first.statistics().sessions()).isEqualTo(1);
        assertThat(second.statistics().links()).isZero();
        assertThat(secondMedia.rooms).isEmpty();
        nodes.passTime();
        assertThat(nodes.asked).hasSize(2);
    }

    @Test
    void keepsALinkForWhoeverComesBackSoon() {
        Nodes patient = new Nodes(Duration.ofSeconds(30));
        OpenMedia edgeMedia = new OpenMedia();
        LiveSessions origin = patient.add("origin", new OpenMedia(), SETTINGS);
        LiveSessions edge = patient.add("edge", edgeMedia, SETTINGS, "origin");
        publishes(origin);
        leaves(edge, watches(edge));
        assertThat(edge.statistics().links()).isEqualTo(1);
        String again = watches(edge);
        assertThat(edgeMedia.rooms).as("the same room as before").hasSize(1);
        patient.passTime();
        assertThat(edge.statistics().links()).as("somebody watches").isEqualTo(1);
        assertThat(patient.asked).hasSize(1);

        leaves(edge, again);
        patient.passTime();
        assertThat(edge.statistics().links()).isZero();
        assertThat(edgeMedia.rooms).isEmpty();
        assertThat(origin.statistics().sessions()).isEqualTo(1);
    }

    @Test
    void countsTheTimeFromTheLastWhoLeft() {
        Nodes patient = new Nodes(Duration.ofSeconds(30));
        LiveSessions origin = patient.add("origin", new OpenMedia(), SETTINGS);
        LiveSessions edge = patient.add("edge", new OpenMedia(), SETTINGS, "origin");
        publishes(origin);
        leaves(edge, watches(edge));
        Runnable first = patient.nextLater();
        leaves(edge, watches(edge));
        first.run();
        assertThat(edge.statistics().links())
                .as("the first time has passed, not the second")
                .isEqualTo(1);
        patient.passTime();
        assertThat(edge.statistics().links()).isZero();
    }

    @Test
    void aServerThatStopsOrHasWaitedLeavesAtOnce() {
        Nodes patient = new Nodes(Duration.ofSeconds(30));
        LiveSessions origin = patient.add("origin", new OpenMedia(), SETTINGS);
        LiveSessions middle = patient.add("middle", new OpenMedia(), SETTINGS, "origin");
        LiveSessions edge = patient.add("edge", new OpenMedia(), SETTINGS, "middle");
        publishes(origin);
        leaves(edge, watches(edge));
        assertThat(middle.statistics().links()).isEqualTo(1);
        edge.stop();
        assertThat(edge.statistics().links()).isZero();
        assertThat(middle.statistics().links()).as("the edge has waited").isZero();
        assertThat(origin.statistics().sessions()).isEqualTo(1);
    }

    @ParameterizedTest(name = "of {0}: {1}")
    @CsvSource({"1, 1", "2, 1 size 0;2 size 1", "3, 1 size 0;2 size 1"})
    void takesEachSizeOnASectionOfItsOwn(int sizes, String sections) {
        firstMedia.sizes = sizes;
        publishes(first);
        watches(second);
        assertThat(firstMedia.subscriptions.stream()
                        .filter(shown -> shown.kind() == MediaKind.VIDEO)
                        .map(OpenMedia.Subscription::mid))
                .containsExactly(sections.split(";", -1));
        assertThat(firstMedia.offers.getLast().sections().stream()
                        .filter(section -> section.kind() == MediaKind.VIDEO && !section.rejected()))
                .hasSize(Math.min(sizes, 2));
    }

    @Test
    void asksAgainWhileNobodyPublishesAndNotForNobody() {
        String viewer = watches(second);
        assertThat(second.statistics().links()).isZero();
        assertThat(first.statistics().refused()).containsEntry(Refusal.NOT_PUBLISHED, 1L);

        publishes(first);
        nodes.passTime();
        assertThat(second.statistics().links()).isEqualTo(1);

        leaves(second, viewer);
        viewer = watches(fourth);
        leaves(fourth, viewer);
        nodes.asked.clear();
        nodes.passTime();
        assertThat(nodes.asked).isEmpty();
    }

    @Test
    void pullsOverTwoLinksAndNoMore() {
        publishes(first);
        watches(third);

        assertThat(nodes.asked).containsExactly("second 1", "away 2", "first 2");
        assertThat(third.depth("test")).isEqualTo(2);
        watches(fourth);
        assertThat(fourth.statistics().links()).isZero();
        assertThat(third.statistics().refused()).containsEntry(Refusal.TOO_MANY_LINKS, 1L);
        assertThat(Sentences.of(Refusal.TOO_MANY_LINKS)).contains("nearer");
    }

    @Test
    void aServerThatHasNothingItselfIsNotTakenForOneThatHas() {
        LiveSessions empty = nodes.add("empty", new OpenMedia(), SETTINGS, "away");
        LiveSessions last = nodes.add("last", new OpenMedia(), SETTINGS, "empty", "first");
        publishes(first);

        watches(last);

        assertThat(nodes.asked).containsExactly("empty 1", "away 2", "first 1");
        assertThat(last.depth("test")).isEqualTo(1);
        assertThat(empty.statistics().sessions()).isZero();
    }

    @Test
    void makesALostLinkAgainAndTellsThoseBehindIt() {
        publishes(first);
        String viewer = watches(second);
        watches(third);
        UUID publisher = secondMedia.subscriptions.getFirst().publisherId();

        secondMedia.lose(publisher);
        assertThat(second.statistics().links()).isZero();
        assertThat(second.statistics().sessions())
                .as("the server behind is sent away")
                .isEqualTo(1);
        thirdMedia.lose(thirdMedia.subscriptions.getFirst().publisherId());
        nodes.passTime();

        assertThat(second.statistics().links()).isEqualTo(1);
        assertThat(third.statistics().links()).isEqualTo(1);
        leaves(second, viewer);
        assertThat(second.statistics().links()).as("a server watches there").isEqualTo(1);
    }

    @Test
    void followsThePublisherToAnotherServer() {
        LiveSessions other = nodes.add("other", new OpenMedia(), SETTINGS);
        OpenMedia lastMedia = new OpenMedia();
        LiveSessions last = nodes.add("last", lastMedia, SETTINGS, "first", "other");
        String published = publishes(first);
        watches(last);

        assertThat(first.end("test", Side.PUBLISHER, published)).isNull();
        assertThat(first.statistics().sessions()).as("the server is sent away").isZero();
        lastMedia.lose(lastMedia.subscriptions.getFirst().publisherId());
        publishes(other);
        nodes.asked.clear();
        nodes.passTime();

        assertThat(nodes.asked).containsExactly("first 1", "other 1");
        assertThat(other.statistics().sessions()).isEqualTo(2);
    }

    @Test
    void prefersWhoPublishesHere() {
        publishes(first);
        watches(second);
        String local = publishes(second);

        assertThat(nodes.ended).hasSize(1);
        assertThat(second.depth("test")).isZero();
        assertThat(second.end("test", Side.PUBLISHER, local)).isNull();
        assertThat(second.statistics().links()).as("it is pulled again").isEqualTo(1);
    }

    /** On the media node a link and who publishes here have the same id, one after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"openRoom", "leave", "negotiate"})
    void aLinkThatEndsWhileSomebodyBeginsToPublishHereEndsOnlyItself(String moment) {
        publishes(first);
        watches(second);
        UUID publisher = secondMedia.subscriptions.getFirst().publisherId();
        secondMedia.before.put(moment, () -> {
            if (secondMedia.isThere(publisher)) {
                secondMedia.lose(publisher);
            }
        });

        String local = publishes(second);
        secondMedia.before.clear();

        assertThat(secondMedia.isThere(publisher)).as("who publishes here").isTrue();
        assertThat(second.end("test", Side.PUBLISHER, local)).isNull();
        assertThat(second.statistics().links()).as("it is pulled again").isEqualTo(1);
    }

    @Test
    void doesNotGoInCircles() {
        Nodes ring = new Nodes();
        LiveSessions left = ring.add("left", new OpenMedia(), SETTINGS, "right");
        LiveSessions right = ring.add("right", new OpenMedia(), SETTINGS, "left");

        watches(left);

        assertThat(ring.asked).containsExactly("right 1", "left 2");
        assertThat(left.statistics().refused()).containsEntry(Refusal.TOO_MANY_LINKS, 1L);
        assertThat(left.statistics().links()).isZero();
        assertThat(right.statistics().sessions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"TICKETED", "PAY_PER_VIEW"})
    void givesNoServerWhatIsPaidFor(Kind kind) {
        FakeShows shows = new FakeShows();
        UUID show = UUID.randomUUID();
        UUID performer = UUID.randomUUID();
        UUID holder = UUID.randomUUID();
        shows.put(FakeShows.show(show, performer, kind, "OPEN", 30_000, 0));
        shows.holders.add(holder);
        LiveSessions origin = nodes.add("origin", new OpenMedia(), SETTINGS, shows);
        LiveSessions edge = nodes.add("edge", new OpenMedia(), SETTINGS, shows, "origin");
        String room = show.toString();
        assertThat(origin.join(room, Side.PUBLISHER, token(performer, Role.PERFORMER), offer("sendonly")))
                .isInstanceOf(Joined.Accepted.class);

        assertThat(why(edge.join(room, Side.VIEWER, token(holder, Role.VIEWER), offer("recvonly"))))
                .as("it is told, and does not wait for what never comes")
                .isEqualTo(Refusal.NOT_PUBLISHED);
        assertThat(nodes.asked).isEmpty();
        assertThat(edge.statistics().sessions()).isZero();
        assertThat(why(origin.joinNode(room, 1, offer("recvonly")))).isEqualTo(Refusal.NOT_SHARED);
        assertThat(why(origin.joinNode(performer.toString(), 1, offer("recvonly"))))
                .isEqualTo(Refusal.NOT_SHARED);
        assertThat(why(origin.joinNode("elsewhere", 1, offer("recvonly")))).isEqualTo(Refusal.ROOM_NOT_FOUND);
        assertThat(origin.join(room, Side.VIEWER, token(holder, Role.VIEWER), offer("recvonly")))
                .isInstanceOf(Joined.Accepted.class);
    }

    private static AccessToken token(UUID who, Role role) {
        return new AccessToken(who, UUID.randomUUID(), Set.of(role), Instant.MAX, false);
    }

    private static String offer(String direction) {
        return HttpOffers.audioAndVideo(direction);
    }

    private static Refusal why(Joined joined) {
        return ((Joined.Refused) joined).why();
    }

    private static String publishes(LiveSessions node) {
        return accepted(node.join("test", Side.PUBLISHER, null, offer("sendonly")));
    }

    private static String watches(LiveSessions node) {
        return accepted(node.join("test", Side.VIEWER, null, offer("recvonly")));
    }

    private static void leaves(LiveSessions node, String session) {
        assertThat(node.end("test", Side.VIEWER, session)).isNull();
    }

    private static String accepted(Joined joined) {
        assertThat(joined).isInstanceOf(Joined.Accepted.class);
        return ((Joined.Accepted) joined).sessionId();
    }
}
