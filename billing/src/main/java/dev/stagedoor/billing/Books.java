package dev.stagedoor.billing;

import dev.stagedoor.billing.audit.AuditJobs;
import dev.stagedoor.billing.audit.AuditTerms;
import dev.stagedoor.billing.audit.BookReader;
import dev.stagedoor.billing.audit.ExportFormat;
import dev.stagedoor.billing.audit.Job;
import dev.stagedoor.billing.audit.Period;
import dev.stagedoor.billing.audit.Reconciliation;
import dev.stagedoor.billing.audit.Seal;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresBookReader;
import dev.stagedoor.billing.store.PostgresChecks;
import dev.stagedoor.billing.store.PostgresSeal;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The books as an auditor works with them: seal, reconciliation, export. Can be opened beside a running server, because nothing
 * here owns sessions or keeps a lease.
 */
public final class Books {
    private final Seal seal;
    private final Reconciliation reconciliation;
    private final BookReader reader;

    Books(Database database, InstantSource clock) {
        seal = new Seal(new PostgresSeal(database));
        reconciliation = new Reconciliation(new PostgresChecks(database), clock);
        reader = new PostgresBookReader(database);
    }

    /**
     * Opens the books of a migrated database.
     *
     * @param pool of connections prepared by {@link Billing#CONNECTION_INIT_SQL}
     */
    public static Books open(DataSource pool, InstantSource clock) {
        return new Books(new Database(pool, 1, new UUID(0, 0), _ -> {}), clock);
    }

    /** The chain of hashes over all transfers. */
    public Seal seal() {
        return seal;
    }

    /** The checks. */
    public Reconciliation reconciliation() {
        return reconciliation;
    }

    /** Writes the journal of a period; throws {@link java.io.UncheckedIOException} if {@code out} refuses. */
    public void export(Period period, ExportFormat format, Appendable out) {
        reader.read(period, format.to(out));
    }

    /** Currencies in which anything was ever booked, or is to be when coins are used; those of price lists are {@code PriceBook}'s. */
    public Set<Asset> currencies() {
        return reader.currencies();
    }

    List<Job> jobs(AuditTerms terms) {
        return AuditJobs.of(terms, seal, reconciliation);
    }
}
