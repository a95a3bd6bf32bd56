package dev.stagedoor.billing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.audit.CheckReport.Status;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a run, whatever the checks find; that they find it is in ChecksTest. */
class ReconciliationTest {
    private final Books books = new Books();
    private final Reconciliation reconciliation = new Reconciliation(books, () -> TestBilling.NOON);

    private static final class Books implements CheckStore {
        private final Map<Check, Long> wrong = new EnumMap<>(Check.class);
        private final List<CheckReport> kept = new ArrayList<>();
        private final Map<Check, RuntimeException> broken = new EnumMap<>(Check.class);

        @Override
        public Findings find(Check check, Instant now) {
            RuntimeException failure = broken.get(check);
            if (failure != null) {
                throw failure;
            }
            return new Findings(wrong.getOrDefault(check, 0L), List.of());
        }

        @Override
        public void keep(List<CheckReport> reports) {
            kept.addAll(reports);
        }

        @Override
        public List<CheckReport> latest() {
            return List.copyOf(kept);
        }
    }

    private static Check of(Check.Severity severity) {
        for (Check check : Check.values()) {
            if (check.severity() == severity) {
                return check;
            }
        }
        throw new AssertionError(severity);
    }

    @Test
    void countsTheChecksThatFoundSomethingByHowBadThatIs() {
        assertThat(reconciliation.run(TestBilling.NOON)).endsWith("checks, nothing found");
        assertThat(reconciliation.found()).containsOnly(Map.entry(Status.WARNING, 0L), Map.entry(Status.FAILURE, 0L));

        books.wrong.put(of(Check.Severity.WARNING), 7L);
        var _ = reconciliation.run(TestBilling.NOON);
        books.wrong.put(of(Check.Severity.FAILURE), 1L);
        var _ = reconciliation.run(TestBilling.NOON);
        assertThat(reconciliation.found()).containsOnly(Map.entry(Status.WARNING, 2L), Map.entry(Status.FAILURE, 1L));
    }

    @Test
    void oneThatCannotLookKeepsNoOtherFromBeingReported() {
        books.broken.put(Check.WEBHOOKS, new IllegalStateException("value out of range"));
        books.wrong.put(Check.FLOORS, 3L);
        assertThat(reconciliation.run(TestBilling.NOON)).isEqualTo("floors: 3, webhooks: 1");
        assertThat(books.kept).extracting(CheckReport::check).containsExactly(Check.values());
        assertThat(books.kept)
                .filteredOn(report -> report.check() == Check.WEBHOOKS)
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.status()).isEqualTo(Status.FAILURE);
                    assertThat(report.samples()).containsExactly("it could not look: value out of range");
                });
    }

    @Test
    void aDatabaseThatIsAwayIsNoFindingOfAnyCheck() {
        books.broken.put(Check.WEBHOOKS, new LedgerUnavailableException("away", new IllegalStateException()));
        assertThatThrownBy(reconciliation::check).isInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void lookingByHandIsNoRun() {
        books.wrong.put(of(Check.Severity.FAILURE), 1L);
        assertThat(reconciliation.check()).anyMatch(report -> report.status() == Status.FAILURE);
        assertThat(reconciliation.found()).containsEntry(Status.FAILURE, 0L);
        assertThat(books.kept).isEmpty();
    }
}
