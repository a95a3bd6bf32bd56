package dev.stagedoor.billing.store;

import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The journal with a pen in our hand: posts rows of the catalogue without the services above them. */
public final class Pen {
    private final Database database;

    public Pen(DataSource pool) {
        this.database = new Database(pool, 8, UUID.randomUUID(), _ -> {});
    }

    /** The database behind, for stores to be built on. */
    public Database database() {
        return database;
    }

    public PostOutcome post(Posting posting) {
        return new PostgresJournal(database).post(posting);
    }

    /** Posts under a key of its own; returns the transfer's id. */
    public long must(TransferCode code, List<Line> lines) {
        return must(posting(code, lines));
    }

    public long must(Posting posting) {
        return switch (post(posting)) {
            case PostOutcome.Posted posted -> posted.transferId();
            case PostOutcome other -> throw new AssertionError(posting + " came to " + other);
        };
    }

    public static Posting posting(TransferCode code, List<Line> lines) {
        UUID ref = TestBilling.id();
        return Posting.of(code, ref, IdempotencyKey.of("test", ref.toString()), "test", lines);
    }

    /** The package of 99.00, tax 15.10: 95 coins and a bonus of 15. */
    public long buy(UUID viewer) {
        Sale sale = new Sale(Asset.INR, 9_900, 1_510, 95_000, 15_000);
        return must(posting(TransferCode.PURCHASE, TransferLines.purchase(viewer, "sandbox", sale))
                .granting(List.of(
                        LotGrant.of(LotClass.PAID, 95_000, new Money(8_390, Asset.INR), LotTerms.defaults()),
                        LotGrant.of(LotClass.BONUS, 15_000, new Money(0, Asset.INR), LotTerms.defaults()))));
    }

    /** Promotional coins. */
    public long give(UUID viewer, long minor) {
        return must(posting(TransferCode.PROMO, TransferLines.promo(viewer, minor))
                .granting(List.of(LotGrant.of(LotClass.PROMO, minor, new Money(0, Asset.INR), LotTerms.defaults()))));
    }
}
