package dev.stagedoor.billing.shows;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.wallet.Tip;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goals count tips and hold nothing back; menus have 25 items at most. */
class TipBoardTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID performer = id();
    private TestBilling test;
    private TipBoard board;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        board = test.billing.shows().tipBoard();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldCountTipsFromTheMomentTheGoalWasSet() {
        UUID viewer = test.viewerWith(1_000);
        tip(viewer, 40);
        UUID goal = id();
        board.setGoal(goal, performer, "A song", coins(500));
        assertThat(progress()).isEqualTo(coins(0));
        tip(viewer, 120);
        tip(viewer, 30);
        board.setGoal(goal, performer, "A song", coins(500));
        assertThat(progress()).isEqualTo(coins(150));
        assertThat(test.billing.wallets().earnings(performer).total().amountMinor())
                .isEqualTo(190 * 45);
        board.setGoal(id(), performer, "Another song", coins(100));
        assertThat(progress()).isEqualTo(coins(0));
        board.closeGoal(performer);
        assertThat(board.goal(performer)).isNull();
    }

    @Test
    void shouldKeepAMenuOfTwentyFiveItemsAndRefuseMore() {
        TipMenu.Item item = new TipMenu.Item("Wave", coins(5));
        assertThat(board.putMenu(performer, new TipMenu(Collections.nCopies(25, item))))
                .isTrue();
        assertThat(board.putMenu(performer, new TipMenu(Collections.nCopies(26, item))))
                .isFalse();
        assertThat(board.menu(performer).items()).hasSize(25);
        TipMenu.Item nameless = new TipMenu.Item(" ", coins(5));
        TipMenu.Item gratis = new TipMenu.Item("Smile", coins(0));
        assertThat(board.putMenu(performer, new TipMenu(List.of(nameless)))).isFalse();
        assertThat(board.putMenu(performer, new TipMenu(List.of(gratis)))).isFalse();
        TipMenu two = new TipMenu(List.of(item, new TipMenu.Item("Dance", coins(50))));
        assertThat(board.putMenu(performer, two)).isTrue();
        assertThat(board.menu(performer)).isEqualTo(two);
        assertThat(board.menu(id()).items()).isEmpty();
    }

    private Money progress() {
        return requireNonNull(board.goal(performer)).tipped();
    }

    private void tip(UUID viewer, long coins) {
        test.billing.tips().tip(new Tip(id(), viewer, performer, null, coins(coins), "", false));
    }
}
