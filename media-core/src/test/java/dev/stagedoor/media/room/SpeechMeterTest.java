package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels in, the one who has the floor out; frames of 20 ms, decisions every 250 ms. */
class SpeechMeterTest {
    private static final long MS = 1_000_000;
    private static final int SPEECH = 30;
    private static final int NOISE = 75;

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final SpeechMeter anns = new SpeechMeter();
    private final SpeechMeter bens = new SpeechMeter();
    private final Floor floor = new Floor();
    private long nowNs = 12_345 * MS;

    SpeechMeterTest() {
        floor.onSenders(new LinkedHashSet<>(List.of(ann, ben)));
    }

    @Test
    void nobodyHasTheFloorWhileAllAreSilent() {
        say(NOISE, NOISE, 5_000);

        assertThat(floor.dominant()).isNull();
        assertThat(floor.lately()).containsExactly(ann, ben);
    }

    @Test
    void whoSpeaksTakesTheFloorAndKeepsItInSilence() {
        say(NOISE, SPEECH, 1_000);
        assertThat(floor.dominant()).isEqualTo(ben);

        say(NOISE, NOISE, 5_000);
        assertThat(floor.dominant()).isEqualTo(ben);
        assertThat(floor.lately()).containsExactly(ben, ann);
    }

    @Test
    void aCoughTakesNothing() {
        say(NOISE, SPEECH, 2_000);
        say(NOISE, NOISE, 500);
        say(SPEECH, NOISE, 60);
        say(NOISE, NOISE, 500);

        assertThat(floor.dominant()).isEqualTo(ben);
    }

    @Test
    void talkingOverSomebodyTakesNothingUntilTheOtherStops() {
        say(NOISE, SPEECH, 2_000);
        say(SPEECH, SPEECH, 3_000);
        assertThat(floor.dominant()).isEqualTo(ben);

        say(SPEECH, NOISE, 1_500);
        assertThat(floor.dominant()).isEqualTo(ann);
    }

    @Test
    void steadyNoiseIsNoSpeechHoweverLoudTheRoom() {
        int fan = 50;
        say(fan, NOISE, 10_000);
        say(fan, NOISE, 3_000);
        say(fan, SPEECH, 1_000);

        assertThat(floor.dominant()).isEqualTo(ben);
        assertThat(anns.read(nowNs).lasting()).isEqualTo(Speech.NONE.lasting());
    }

    @Test
    void whatDoesNotComeIsSilence() {
        say(SPEECH, NOISE, 1_000);
        assertThat(anns.read(nowNs).levelDb()).isEqualTo(SPEECH);
        nowNs += 2_000 * MS;

        assertThat(anns.read(nowNs)).isEqualTo(Speech.NONE);
        assertThat(new SpeechMeter().read(nowNs)).isEqualTo(Speech.NONE);
    }

    @Test
    void longPacketsSpeakForAllOfTheirTime() {
        SpeechMeter sixty = new SpeechMeter();
        for (int i = 0; i < 30; i++) {
            nowNs += 60 * MS;
            sixty.onLevel(SPEECH, nowNs);
        }
        say(SPEECH, NOISE, 1_800);

        assertThat(sixty.read(nowNs - 1_800 * MS)).isEqualTo(anns.read(nowNs));
    }

    @Test
    void whoLeavesGivesTheFloorUp() {
        say(NOISE, SPEECH, 1_000);
        floor.onSenders(new LinkedHashSet<>(List.of(ann)));

        assertThat(floor.dominant()).isNull();
        assertThat(floor.lately()).containsExactly(ann);
        assertThat(floor.levelsDb()).containsOnlyKeys(ann);
    }

    /** Scores of a challenger, beside a holder with 1 everywhere. */
    @ParameterizedTest
    @CsvSource({
        "21, 8, 1.1, true",
        "20, 8, 1.1, false",
        "21, 7, 1.1, false",
        "21, 8, 1.0, false",
    })
    void aChallengerMustLeadOverAllThreeLengths(double immediate, double medium, double lasting, boolean takes) {
        floor.onSpeech(ann, new Speech(1e9, 1e9, 1e9, 0));
        floor.decide();
        floor.onSpeech(ann, new Speech(1, 1, 1, 0));
        floor.onSpeech(ben, new Speech(immediate, medium, lasting, 0));
        floor.decide();

        assertThat(floor.dominant()).isEqualTo(takes ? ben : ann);
    }

    private void say(int annsDb, int bensDb, long ms) {
        for (long t = 0; t < ms; t += 20) {
            nowNs += 20 * MS;
            anns.onLevel(annsDb, nowNs);
            bens.onLevel(bensDb, nowNs);
            if (nowNs / MS % 240 < 20) {
                floor.onSpeech(ann, anns.read(nowNs));
                floor.onSpeech(ben, bens.read(nowNs));
                floor.decide();
            }
        }
    }
}
