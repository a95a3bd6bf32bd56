package dev.stagedoor.benchmarks.torture.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.benchmarks.torture.record.Operation;
import dev.stagedoor.benchmarks.torture.record.Operation.Kind;
import dev.stagedoor.benchmarks.torture.record.Operation.Outcome;
import dev.stagedoor.benchmarks.torture.verdict.LedgerRows.Moved;
import dev.stagedoor.benchmarks.torture.verdict.LedgerRows.Session;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
    private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID VIEWER = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final UUID STRANGER = UUID.fromString("00000000-0000-7000-8000-000000000003");

    static Stream<Arguments> tips() {
        var once = Map.of(ID, new Moved(VIEWER, 5_000, 1));
        var twice = Map.of(ID, new Moved(VIEWER, 10_000, 2));
        var less = Map.of(ID, new Moved(VIEWER, 4_000, 1));
        var somebodyElses = Map.of(ID, new Moved(STRANGER, 5_000, 1));
        Map<UUID, Moved> absent = Map.of();
        return Stream.of(
                Arguments.of(Outcome.ACKNOWLEDGED, once, ""),
                Arguments.of(Outcome.ACKNOWLEDGED, absent, "is lost"),
                Arguments.of(Outcome.ACKNOWLEDGED, twice, "is booked 2 times"),
                Arguments.of(Outcome.ACKNOWLEDGED, less, "is booked as 4000"),
                Arguments.of(Outcome.ACKNOWLEDGED, somebodyElses, "is booked as 5000 from " + STRANGER),
                Arguments.of(Outcome.REFUSED, absent, ""),
                Arguments.of(Outcome.REFUSED, once, "was refused as WHY and is booked"),
                Arguments.of(Outcome.UNKNOWN, absent, ""),
                Arguments.of(Outcome.UNKNOWN, once, ""),
                Arguments.of(Outcome.UNKNOWN, twice, "is booked 2 times"),
                Arguments.of(Outcome.UNKNOWN, less, "is booked as 4000"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("tips")
    void shouldHoldTheLedgerToWhatWasSaid(Outcome outcome, Map<UUID, Moved> booked, String finding) {
        assertThat(Verdict.of(List.of(operation(Kind.TIP, outcome)), ledger(booked, Map.of(), 0)))
                .satisfies(findings -> assertFinding(findings, finding));
        var topUps = new LedgerRows(Map.of(), booked, Map.of(), Map.of(), 0);
        assertThat(Verdict.of(List.of(operation(Kind.TOP_UP, outcome)), topUps))
                .satisfies(findings -> assertFinding(findings, finding));
    }

    static Stream<Arguments> calls() {
        Map<UUID, Session> absent = Map.of();
        return Stream.of(
                Arguments.of(Outcome.ACKNOWLEDGED, Map.of(ID, new Session("SETTLED", 5_000, 1)), ""),
                Arguments.of(Outcome.ACKNOWLEDGED, Map.of(ID, new Session("SETTLED", 6_000, 1)), "cost 6000"),
                Arguments.of(Outcome.ACKNOWLEDGED, absent, "has no receipt"),
                Arguments.of(Outcome.UNKNOWN, absent, ""),
                Arguments.of(Outcome.UNKNOWN, Map.of(ID, new Session("SETTLED", 6_000, 1)), ""),
                Arguments.of(Outcome.UNKNOWN, Map.of(ID, new Session("ACTIVE", 0, 0)), "is still ACTIVE"),
                Arguments.of(Outcome.REFUSED, absent, ""),
                Arguments.of(Outcome.REFUSED, Map.of(ID, new Session("SETTLED", 0, 1)), "has a session"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("calls")
    void shouldHoldReceiptsToTheLedger(Outcome outcome, Map<UUID, Session> sessions, String finding) {
        assertThat(Verdict.of(List.of(operation(Kind.CALL, outcome)), ledger(Map.of(), sessions, 0)))
                .satisfies(findings -> assertFinding(findings, finding));
    }

    @Test
    void shouldFindWhatNobodyAskedFor() {
        assertThat(Verdict.of(List.of(), ledger(Map.of(ID, new Moved(VIEWER, 5_000, 1)), Map.of(), 0)))
                .containsExactly("TIP " + ID + " is booked, and nobody asked for it");
    }

    @Test
    void shouldFindLessThanNothing() {
        assertThat(Verdict.of(List.of(), ledger(Map.of(), Map.of(), 2)))
                .containsExactly("2 accounts hold less than they may");
    }

    private static void assertFinding(List<? extends String> findings, String finding) {
        if (finding.isEmpty()) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).singleElement().asString().contains(finding);
        }
    }

    private static Operation operation(Kind kind, Outcome outcome) {
        return new Operation(kind, ID, VIEWER, 5_000, outcome, outcome == Outcome.REFUSED ? "WHY" : "", 0, 1);
    }

    private static LedgerRows ledger(Map<UUID, Moved> tips, Map<UUID, Session> calls, long belowFloor) {
        return new LedgerRows(tips, Map.of(), calls, calls, belowFloor);
    }
}
