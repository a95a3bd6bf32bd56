package dev.stagedoor.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.chat.Audience;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is given in a show is seen by everybody who is in it (product rule H1). */
class ShowTipsTest {
    private static final UUID SHOW = new UUID(0, 7);

    private final Theatre theatre = new Theatre();
    private final UUID anna = theatre.people.viewer("anna");
    private final Client performer = theatre.client("peter");
    private final Client giver = theatre.client("vera");
    private final Client onlooker = theatre.client("anna");
    private final Client elsewhere = theatre.client("otto");

    @BeforeEach
    void begin() {
        theatre.shows.put(SHOW, new Audience.Seats(theatre.peter, Set.of(theatre.peter, theatre.vera, anna)));
    }

    private JsonNode tip(String more) {
        return giver.ask("{'type':'tip.send','tipId':'" + new UUID(0, 1) + "','performerId':'" + theatre.peter
                + "','eventId':'" + SHOW + "','amount':{'amountMinor':5000,'currency':'COIN'}" + more + "}");
    }

    private static List<String> words(Client client) {
        return client.events("tip.received").stream()
                .map(event -> event.path("eventId").asText() + " "
                        + event.path("fromName").asText("nobody") + ": "
                        + event.path("message").asText())
                .toList();
    }

    @Test
    void everybodyThereSeesIt() {
        assertThat(tip(",'message':'encore'").path("ok").asBoolean()).isTrue();
        // Once, however often it is sent.
        assertThat(tip(",'message':'encore'").path("ok").asBoolean()).isTrue();

        assertThat(words(performer)).containsExactly(SHOW + " vera: encore");
        assertThat(words(giver)).containsExactly(SHOW + " vera: encore");
        assertThat(words(onlooker)).containsExactly(SHOW + " vera: encore");
        assertThat(words(elsewhere)).isEmpty();
    }

    @Test
    void wordsForThePerformerAreForNobodyElse() {
        tip(",'message':'at nine?','privateMessage':true,'anonymous':true");

        assertThat(words(performer)).containsExactly(SHOW + " nobody: at nine?");
        assertThat(words(giver)).containsExactly(SHOW + " nobody: ");
        assertThat(words(onlooker)).containsExactly(SHOW + " nobody: ");
    }

    /** The answer was lost, and by the second try the show is over: it was given all the same. */
    @Test
    void whatWasGivenStaysGivenWhenTheShowIsOver() {
        assertThat(tip(",'message':'encore'").path("ok").asBoolean()).isTrue();
        theatre.shows.clear();
        assertThat(tip(",'message':'encore'").path("ok").asBoolean()).isTrue();
        assertThat(tip(",'message':'and once more'").at("/error/code").asText()).isEqualTo("CONFLICT");
        assertThat(words(performer)).containsExactly(SHOW + " vera: encore");
        assertThat(words(onlooker)).containsExactly(SHOW + " vera: encore");
    }

    @Test
    void whoeverIsNotThereGivesNothingThere() {
        theatre.shows.put(SHOW, new Audience.Seats(theatre.peter, Set.of(theatre.peter, anna)));
        assertRefused();
    }

    @Test
    void nothingIsGivenInTheShowOfSomebodyElse() {
        UUID mona = theatre.people.performer("mona", 10, Increment.MINUTE);
        theatre.shows.put(SHOW, new Audience.Seats(mona, Set.of(mona, theatre.vera, anna)));
        assertRefused();
    }

    @Test
    void nothingIsGivenInAShowThatIsNot() {
        theatre.shows.clear();
        assertRefused();
    }

    private void assertRefused() {
        JsonNode reply = tip("");

        assertThat(reply.at("/error/code").asText()).isEqualTo("NOT_FOUND");
        assertThat(giver.events("wallet.changed")).isEmpty();
        assertThat(words(performer)).isEmpty();
        assertThat(words(onlooker)).isEmpty();
    }
}
