package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.ledger.WalletListener;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** News is told before it is forgotten, wherever its teller dies. */
class OutboxTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID viewer = id();

    @BeforeEach
    void forgetWhatOthersWrote() {
        assertThat(Sql.attempt(DATABASE.owner(), "delete from billing.outbox")).isEmpty();
    }

    /** The end of a process, at the point where it is thrown: nothing in the house catches it. */
    private static final class Killed extends Error {}

    /** A node that hears its news, and dies of it if we say so. */
    private static final class Node implements WalletListener {
        final List<UUID> heard = new ArrayList<>();
        final List<UUID> warned = new ArrayList<>();
        final Database database;
        final Housekeeping housekeeping;
        Consumer<UUID> hearing = heard::add;

        Node(DataSource pool) {
            UUID nodeId = UUID.randomUUID();
            database = new Database(pool, 4, nodeId, this);
            housekeeping = new Housekeeping(database, nodeId, this);
        }

        Node() {
            this(DATABASE.pool());
        }

        @Override
        public void walletChanged(UUID ownerId) {
            hearing.accept(ownerId);
        }

        @Override
        public void coinsExpiring(UUID ownerId) {
            warned.add(ownerId);
        }

        PostOutcome give(UUID viewer) {
            return new PostgresJournal(database)
                    .post(Pen.posting(TransferCode.PROMO, TransferLines.promo(viewer, 1_000))
                            .granting(List.of(
                                    LotGrant.of(LotClass.PROMO, 1_000, new Money(0, Asset.INR), LotTerms.defaults()))));
        }
    }

    private static long kept() {
        return Sql.number(DATABASE.owner(), "select count(*) from billing.outbox");
    }

    @Test
    void shouldTellAgainWhatWasReadByOneWhoDiedBeforeTelling() {
        new Node().give(viewer);
        Node dying = new Node();
        dying.hearing = _ -> {
            throw new Killed();
        };
        assertThatThrownBy(dying.housekeeping::run).isInstanceOf(Killed.class);

        Node next = new Node();
        next.housekeeping.run();
        assertThat(next.heard).containsExactly(viewer);
        assertThat(kept()).isZero();
    }

    @Test
    void shouldTellAgainWhatWasToldByOneWhoDiedBeforeForgetting() {
        new Node().give(viewer);
        Node dying = new Node();
        dying.hearing = owner -> {
            dying.heard.add(owner);
            throw new Killed();
        };
        assertThatThrownBy(dying.housekeeping::run).isInstanceOf(Killed.class);
        assertThat(dying.heard).containsExactly(viewer);

        Node next = new Node();
        next.housekeeping.run();
        assertThat(next.heard).containsExactly(viewer);
    }

    @Test
    void shouldNotForgetItsOwnNewsWhileItIsBeingTold() {
        Node dying = new Node();
        dying.hearing = _ -> {
            dying.housekeeping.run();
            throw new Killed();
        };
        assertThatThrownBy(() -> dying.database.transact(transaction -> {
                    PostOutcome outcome =
                            transaction.post(Pen.posting(TransferCode.PROMO, TransferLines.promo(viewer, 1_000))
                                    .granting(List.of(LotGrant.of(
                                            LotClass.PROMO, 1_000, new Money(0, Asset.INR), LotTerms.defaults()))));
                    assertThat(outcome).isInstanceOf(PostOutcome.Posted.class);
                    return outcome;
                }))
                .isInstanceOf(Killed.class);

        Node next = new Node();
        next.housekeeping.run();
        assertThat(next.heard).containsExactly(viewer);
    }

    @Test
    void shouldTellItsOwnOnceAndForgetIt() {
        Node node = new Node();
        node.give(viewer);
        node.housekeeping.run();

        assertThat(node.heard).containsExactly(viewer);
        assertThat(kept()).isZero();
    }

    @Test
    void shouldForgetItsOwnLaterThatWasBeingToldWhenItWasRead() {
        Node node = new Node();
        List<Long> keptMeanwhile = new ArrayList<>();
        node.hearing = owner -> {
            node.heard.add(owner);
            node.housekeeping.run();
            keptMeanwhile.add(kept());
        };
        node.give(viewer);
        assertThat(keptMeanwhile).containsExactly(1L);
        node.housekeeping.run();

        assertThat(node.heard).containsExactly(viewer);
        assertThat(kept()).isZero();
    }

    @Test
    void shouldTellWhatWasCommittedThoughTheAnswerWasLost() {
        FaultyDataSource faulty = new FaultyDataSource(DATABASE.pool());
        Node node = new Node(faulty);
        faulty.breakAt(FaultyDataSource.Fault.AFTER_COMMIT);
        assertThatThrownBy(() -> node.give(viewer)).isInstanceOf(LedgerUnavailableException.class);

        assertThat(node.heard).containsExactly(viewer);
    }

    @Test
    void shouldKeepWhatOneListenerFailedAtAndTellTheRest() {
        UUID other = id();
        Node writer = new Node();
        writer.give(viewer);
        writer.give(other);
        Node node = new Node();
        node.hearing = owner -> {
            if (owner.equals(viewer)) {
                throw new IllegalStateException("a fault in the test's listener");
            }
            node.heard.add(owner);
        };
        node.housekeeping.run();
        assertThat(node.heard).containsExactly(other);
        assertThat(kept()).isEqualTo(1);

        node.hearing = node.heard::add;
        node.housekeeping.run();
        assertThat(node.heard).containsExactly(other, viewer);
        assertThat(kept()).isZero();
    }

    @Test
    void shouldGoThroughMoreThanIsReadAtOnce() {
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "insert into billing.outbox (topic, subject_ref)"
                                + " select 'coins.expiring', gen_random_uuid() from generate_series(1, 2500)"))
                .isEmpty();
        Node node = new Node();
        node.housekeeping.run();

        assertThat(node.warned).hasSize(2_500).doesNotHaveDuplicates();
        assertThat(node.heard).containsExactlyElementsOf(node.warned);
        assertThat(kept()).isZero();
    }
}
