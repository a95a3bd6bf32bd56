package dev.stagedoor.billing.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.payouts.PayoutPostings;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.payouts.SandboxPayouts;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresRisk;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** A scan over hours that the test has filled itself. */
public final class RiskBench {
    /** Not on the hour, as moments are. */
    public static final Instant NOW = Instant.parse("2026-03-10T06:31:17Z");

    public final PostgresRisk store;
    public final RiskCounts counts = new RiskCounts();

    private final FreshDatabase database;
    private final FraudScan scan;

    public RiskBench(FreshDatabase database) {
        this.database = database;
        ZoneId zone = ZoneId.of("Asia/Kolkata");
        store = new PostgresRisk(
                new Database(database.pool(), 4, UUID.randomUUID(), _ -> {}),
                PayoutTerms.defaults(Asset.INR, zone, SandboxPayouts.NAME),
                new PayoutPostings(TestBilling::id));
        scan = new FraudScan(store, RiskTerms.defaults(), TestBilling::id, counts);
    }

    /** Coins that went from one to the other so long ago. */
    public void paid(UUID payer, UUID payee, long coins, Duration ago) {
        Instant hour = NOW.minus(ago).truncatedTo(ChronoUnit.HOURS);
        assertThat(Sql.attempt(database.owner(), """
                        insert into billing.spend_hour as known values ('%s', '%s', '%s', 1, %d)
                            on conflict (hour, payer_id, payee_id) do update set amount_minor = known.amount_minor + excluded.amount_minor""".formatted(payer, payee, hour, coins * 1_000)))
                .isEmpty();
    }

    /** Scans now. */
    public String scan() {
        return scan.run(NOW);
    }

    /** Every flag of a kind that concerns this account, newest first. */
    public List<RiskFlag> flags(RiskKind kind, UUID account) {
        return store.flags(null, null, 200).items().stream()
                .filter(flag -> flag.kind() == kind)
                .filter(flag -> flag.parties().stream()
                        .anyMatch(party -> party.accountId().equals(account)))
                .toList();
    }

    /** A decision in a person's words. */
    public static RiskFlag.Decision decision(Instant at) {
        return new RiskFlag.Decision(TestBilling.id(), at, "called and asked");
    }
}
