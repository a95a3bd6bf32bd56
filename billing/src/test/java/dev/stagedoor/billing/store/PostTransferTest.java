package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The posting function for one transfer, asked for the same thing again. */
class PostTransferTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final Database database = new Database(DATABASE.pool(), 1, TestBilling.id(), _ -> {});
    private final UUID viewer = TestBilling.id();
    private final UUID key = TestBilling.id();

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    private PostOutcome give(long coinMinor) {
        Posting posting = Posting.of(
                        TransferCode.PROMO,
                        TestBilling.id(),
                        IdempotencyKey.of("test", key.toString(), coinMinor),
                        "test",
                        TransferLines.promo(viewer, coinMinor))
                .granting(
                        List.of(LotGrant.of(LotClass.PROMO, coinMinor, new Money(0, Asset.INR), LotTerms.defaults())));
        return database.transact(transaction -> transaction.post(posting));
    }

    @Test
    void shouldPostOnceUnderOneKeyAndSayWhenItIsUsedForSomethingElse() {
        PostOutcome.Posted first = (PostOutcome.Posted) give(1_000);
        assertThat(first.viewerAvailable()).isEqualTo(1_000);
        assertThat(give(1_000)).isEqualTo(new PostOutcome.Replayed(first.transferId(), 1_000));
        assertThat(give(2_000)).isEqualTo(new PostOutcome.IdempotencyConflict(first.transferId()));
        assertThat(Sql.number(DATABASE.owner(), "select count(*) from billing.transfer where idem_key = '" + key + "'"))
                .isEqualTo(1);
    }
}
