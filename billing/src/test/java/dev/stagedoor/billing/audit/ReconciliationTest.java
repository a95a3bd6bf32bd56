package dev.stagedoor.billing.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.audit.CheckReport.Status;
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

        @Override
        public Findings find(Check check, Instant now) {
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
    void lookingByHandIsNoRun() {
        books.wrong.put(of(Check.Severity.FAILURE), 1L);
        assertThat(reconciliation.check()).anyMatch(report -> report.status() == Status.FAILURE);
        assertThat(reconciliation.found()).containsEntry(Status.FAILURE, 0L);
        assertThat(books.kept).isEmpty();
    }
}
