package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.RECONCILIATION_REPORT;

import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.audit.CheckReport;
import dev.stagedoor.billing.audit.CheckStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/** Runs the checks' queries, each of which is one statement and therefore one snapshot. */
public final class PostgresChecks implements CheckStore {
    private static final int SAMPLES = 20;

    private final Database database;

    public PostgresChecks(Database database) {
        this.database = database;
    }

    @Override
    public Findings find(Check check, Instant now) {
        return database.transact(transaction -> {
            Findings findings = find(transaction.sql(), query(check), now);
            return check == Check.COIN_LIABILITY && findings.found() == 0
                    ? new Findings(
                            0,
                            transaction
                                    .sql()
                                    .fetch(CoinChecks.COIN_LIABILITY_REPORT)
                                    .getValues(0, String.class))
                    : findings;
        });
    }

    private static Findings find(DSLContext sql, String query, Instant now) {
        long times = query.chars().filter(c -> c == '?').count();
        Object[] parameters =
                Collections.nCopies((int) times, Instants.utc(now)).toArray();
        Result<Record> found = sql.fetch(
                "select line, count(*) over () from (" + query + ") as findings (line) limit " + SAMPLES, parameters);
        return found.isEmpty()
                ? new Findings(0, List.of())
                : new Findings(found.getFirst().get(1, Long.class), found.getValues(0, String.class));
    }

    private static String query(Check check) {
        return switch (check) {
            case TRIAL_BALANCE -> JournalChecks.TRIAL_BALANCE;
            case BALANCES -> JournalChecks.BALANCES;
            case OWED -> JournalChecks.OWED;
            case VERSIONS -> JournalChecks.VERSIONS;
            case FLOORS -> JournalChecks.FLOORS;
            case SEAL -> JournalChecks.SEAL;
            case UNSEALED -> JournalChecks.UNSEALED;
            case HOLDS -> CoinChecks.HOLDS;
            case LOTS -> CoinChecks.LOTS;
            case ESCROW -> CoinChecks.ESCROW;
            case COINS_ISSUED -> CoinChecks.COINS_ISSUED;
            case COIN_LIABILITY -> CoinChecks.COIN_LIABILITY;
            case RECEIPTS -> BusinessChecks.RECEIPTS;
            case SESSIONS -> BusinessChecks.SESSIONS;
            case MATURITY -> BusinessChecks.MATURITY;
            case AGENCIES -> AgencyChecks.AGENCIES;
            case REFERRALS -> ReferralChecks.REFERRALS;
            case FREE_MINUTES -> CoinChecks.FREE_MINUTES;
            case PAYOUTS -> PayoutChecks.PAYOUTS;
            case PAYOUT_AGE -> PayoutChecks.PAYOUT_AGE;
            case ORDERS -> BusinessChecks.ORDERS;
            case DOCUMENTS -> DocumentChecks.DOCUMENTS;
            case SETTLEMENTS -> SettlementChecks.SETTLEMENTS;
            case WEBHOOKS -> BusinessChecks.WEBHOOKS;
        };
    }

    @Override
    public void keep(List<CheckReport> reports) {
        database.transact(transaction -> {
            var insert = transaction
                    .sql()
                    .insertInto(
                            RECONCILIATION_REPORT,
                            RECONCILIATION_REPORT.RUN_AT,
                            RECONCILIATION_REPORT.CHECK_NAME,
                            RECONCILIATION_REPORT.STATUS,
                            RECONCILIATION_REPORT.FOUND,
                            RECONCILIATION_REPORT.SAMPLES,
                            RECONCILIATION_REPORT.DURATION_MS);
            for (CheckReport report : reports) {
                insert = insert.values(
                        Instants.utc(report.at()),
                        report.check().id(),
                        report.status().name(),
                        report.found(),
                        report.samples().toArray(String[]::new),
                        report.durationMs());
            }
            return insert.execute();
        });
    }

    @Override
    public List<CheckReport> latest() {
        return database.transact(transaction -> {
            List<CheckReport> reports = new ArrayList<>();
            for (Check check : Check.values()) {
                newest(transaction.sql(), check).ifPresent(reports::add);
            }
            return reports;
        });
    }

    private static Optional<CheckReport> newest(DSLContext sql, Check check) {
        return sql.selectFrom(RECONCILIATION_REPORT)
                .where(RECONCILIATION_REPORT.CHECK_NAME.eq(check.id()))
                .orderBy(RECONCILIATION_REPORT.ID.desc())
                .limit(1)
                .fetchOptional(row -> new CheckReport(
                        check,
                        CheckReport.Status.valueOf(row.getStatus()),
                        row.getFound(),
                        Arrays.asList(row.getSamples()),
                        row.getDurationMs(),
                        row.getRunAt().toInstant()));
    }
}
