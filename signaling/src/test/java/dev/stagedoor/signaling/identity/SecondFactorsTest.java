package dev.stagedoor.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of second factors, with the clock in our hands. */
class SecondFactorsTest {
    private static final Account ASHA = new Account(
            new UUID(0, 1),
            "asha@example.org",
            "Asha",
            "",
            Set.of(Role.VIEWER),
            LocalDate.of(1990, 1, 1),
            Instant.EPOCH,
            null);
    private static final UUID SESSION = new UUID(0, 2);

    private final FakeFactors store = new FakeFactors();
    private final List<String> ended = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-05T10:00:15Z");
    private final SecondFactors factors = factors("first", false);

    private SecondFactors factors(String key, boolean houseNeeds) {
        return new SecondFactors(
                store,
                new EndedSessions(ended),
                new PlainBox(key),
                IdentityConfig.defaults().withSecondFactorOfHouse(houseNeeds),
                () -> now,
                () -> Duration.between(Instant.EPOCH, now).toNanos());
    }

    /** What the person's app shows, with a clock that is off by that much. */
    private String app(long offSeconds) {
        byte[] secret = new PlainBox("")
                .open(Objects.requireNonNull(store.find(ASHA.id())).sealedSecret(), "second factor of " + ASHA.id());
        return TimeCode.at(secret, now.plusSeconds(offSeconds).getEpochSecond() / 30);
    }

    /** What none of the three codes is that are right now. */
    private String wrong() {
        Set<String> right = Set.copyOf(List.of(app(-30), app(0), app(30)));
        return Stream.of("000000", "111111", "222222", "333333")
                .filter(code -> !right.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private List<String> setUp() {
        assertThat(factors.begin(ASHA)).isInstanceOf(FactorSetup.Begun.class);
        FactorSetup done = factors.confirm(ASHA.id(), SESSION, app(0));
        assertThat(done).isInstanceOf(FactorSetup.Done.class);
        pass(30);
        return ((FactorSetup.Done) done).recoveryCodes();
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private FactorCheck check(@Nullable String code) {
        return factors.check(ASHA.id(), code);
    }

    @Test
    void asksNobodyWhoHasNotSetOneUp() {
        assertThat(check(null)).isEqualTo(new FactorCheck.NotSetUp());
        factors.begin(ASHA);
        assertThat(check(null)).as("begun, not confirmed").isEqualTo(new FactorCheck.NotSetUp());
        assertThat(factors.confirm(ASHA.id(), SESSION, wrong())).isEqualTo(new FactorSetup.WrongCode());
        assertThat(check(null)).isEqualTo(new FactorCheck.NotSetUp());
    }

    @Test
    void asksWhoeverHasAndEndsTheSessionsFromBefore() {
        List<String> codes = setUp();

        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
        assertThat(ended).containsExactly(ASHA.id() + " but " + SESSION);
        assertThat(check(null)).isEqualTo(new FactorCheck.Missing());
        assertThat(check(" ")).isEqualTo(new FactorCheck.Missing());
        assertThat(check(app(0))).isEqualTo(new FactorCheck.Right());
        assertThat(factors.begin(ASHA)).isEqualTo(new FactorSetup.AlreadyOn());
        assertThat(factors.confirm(ASHA.id(), SESSION, app(0))).isEqualTo(new FactorSetup.AlreadyOn());
    }

    @Test
    void takesACodeOnceAndNoneFromBeforeIt() {
        setUp();
        String before = app(-30);
        String present = app(0);

        assertThat(check(present.substring(0, 3) + " " + present.substring(3))).isEqualTo(new FactorCheck.Right());
        assertThat(check(present)).isEqualTo(new FactorCheck.Used());
        assertThat(check(before)).isEqualTo(new FactorCheck.Used());
        assertThat(check(app(30))).as("a clock that is fast").isEqualTo(new FactorCheck.Right());
        pass(30);
        assertThat(check(app(0))).as("the same step by the right clock").isEqualTo(new FactorCheck.Used());
        pass(30);
        assertThat(check(app(0))).isEqualTo(new FactorCheck.Right());
    }

    @Test
    void slowsDownWhoGuessesAndNotWhoKnows() {
        setUp();
        for (int i = 0; i < 20; i++) {
            assertThat(check(app(0))).isEqualTo(new FactorCheck.Right());
            pass(30);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(check(wrong())).isEqualTo(new FactorCheck.Wrong());
        }
        assertThat(check(wrong())).isEqualTo(new FactorCheck.Limited(300));
        assertThat(check(app(0))).as("even the right one").isInstanceOf(FactorCheck.Limited.class);
        pass(300);
        assertThat(check(app(0))).isEqualTo(new FactorCheck.Right());
        assertThat(factors.check(new UUID(0, 9), "000000")).as("somebody else").isEqualTo(new FactorCheck.NotSetUp());
    }

    @Test
    void slowsDownGuessesAtSettingUpToo() {
        factors.begin(ASHA);
        for (int i = 0; i < 5; i++) {
            assertThat(factors.confirm(ASHA.id(), SESSION, wrong())).isEqualTo(new FactorSetup.WrongCode());
        }
        assertThat(factors.confirm(ASHA.id(), SESSION, app(0))).isInstanceOf(FactorSetup.Limited.class);
    }

    @Test
    void takesEachRecoveryCodeOnceHoweverItIsTyped() {
        List<String> codes = setUp();

        assertThat(check(codes.getFirst().toUpperCase(Locale.ROOT).replace('-', ' ')))
                .isEqualTo(new FactorCheck.Right());
        assertThat(check(codes.getFirst())).isEqualTo(new FactorCheck.Wrong());
        assertThat(factors.state(ASHA.id(), ASHA.roles()).recoveryCodesLeft()).isEqualTo(9);
        List<String> renewed = factors.renewRecoveryCodes(ASHA.id()).recoveryCodes();
        assertThat(check(codes.getLast())).isEqualTo(new FactorCheck.Wrong());
        assertThat(check(renewed.getLast())).isEqualTo(new FactorCheck.Right());
    }

    @Test
    void isRequiredOfTheHouseOnlyAndOnlyWhereItIsSet() {
        SecondFactors strict = factors("first", true);

        assertThat(strict.isRequired(Set.of(Role.VIEWER, Role.PERFORMER))).isFalse();
        assertThat(strict.isRequired(Set.of(Role.PERFORMER, Role.SUPPORT))).isTrue();
        assertThat(strict.isRequired(Set.of(Role.ADMIN))).isTrue();
        assertThat(factors.isRequired(Set.of(Role.ADMIN))).isFalse();
    }

    @Test
    void sealsAnewWhatAnOlderKeySealed() {
        setUp();
        SecondFactors withNewKey = factors("second", false);

        assertThat(withNewKey.reseal()).isEqualTo(1);
        assertThat(withNewKey.reseal()).isZero();
        assertThat(withNewKey.check(ASHA.id(), app(0))).isEqualTo(new FactorCheck.Right());
    }

    @Test
    void isGoneWhenItIsRemoved() {
        setUp();
        factors.remove(ASHA.id());

        assertThat(check(null)).isEqualTo(new FactorCheck.NotSetUp());
        assertThat(factors.state(ASHA.id(), ASHA.roles())).isEqualTo(new FactorSetup.State(false, null, 0, false));
    }
}
