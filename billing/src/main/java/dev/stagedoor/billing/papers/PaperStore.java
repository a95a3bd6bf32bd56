package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.ledger.Asset;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** Where papers are read from. Every method is one snapshot. */
public interface PaperStore {
    /** What changed what a payee is owed, from the beginning of one day to the beginning of another. */
    Statement statement(UUID payeeId, Asset asset, LocalDate from, LocalDate until, ZoneId zone);

    /** A payee's tax year. */
    TaxPaper taxPaper(UUID payeeId, Asset asset, LocalDate yearStart);
}
