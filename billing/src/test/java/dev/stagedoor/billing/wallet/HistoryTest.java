package dev.stagedoor.billing.wallet;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.EarnedMoney;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.pricing.Increment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A history is merged from transfers and calls, page by page, even where the database's clock was set back. */
class HistoryTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final int WHOLE = 200;

    private final UUID performer = id();
    private TestBilling test;
    private UUID viewer;

    /** Two calls, each between tips; the clock goes back by an hour after the second tip. Calls end at the present time. */
    @BeforeEach
    void spend() {
        EarnedMoney clock = new EarnedMoney(DATABASE);
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        clock.at(Instant.parse("2026-03-10T12:00:00Z"));
        viewer = test.viewerWith(200);
        tip(1);
        call();
        tip(2);
        clock.at(Instant.parse("2026-03-10T11:00:00Z"));
        tip(3);
        call();
        tip(4);
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowEachLineOnceWhateverThePagesLength(Movement.Filter filter) {
        List<Movement> whole = pages(filter, WHOLE);
        assertThat(whole).extracting(Movement::id).doesNotHaveDuplicates();
        for (int length = 1; length <= whole.size(); length++) {
            assertThat(pages(filter, length)).isEqualTo(whole);
        }
    }

    @Test
    void shouldKeepTheOrderInWhichThingsHappenedToTheWallet() {
        List<Movement> whole = pages(Movement.Filter.ALL, WHOLE);
        assertThat(whole.stream().map(line -> line.kind() + " " + line.amount().amountMinor()))
                .containsExactly(
                        "CALL -8000", "CALL -8000", "TIP -4000", "TIP -3000", "TIP -2000", "TIP -1000", "PROMO 200000");
        assertThat(pages(Movement.Filter.BOUGHT, WHOLE)).containsExactly(whole.getLast());
        assertThat(pages(Movement.Filter.SPENT, WHOLE)).isEqualTo(whole.subList(0, whole.size() - 1));
    }

    @Test
    void shouldBeEmptyForSomebodyWithoutAWallet() {
        viewer = id();
        assertThat(pages(Movement.Filter.ALL, WHOLE)).isEmpty();
    }

    private void tip(long whole) {
        assertThat(test.billing.tips().tip(new Tip(id(), viewer, performer, null, coins(whole), "", false)))
                .isInstanceOf(TipOutcome.Posted.class);
    }

    private void call() {
        UUID call = test.call(viewer, id(), 8, Increment.MINUTE);
        test.billing.metering().usage(call, 60_000);
        test.billing.metering().end(call, 60_000, EndReason.HANG_UP);
    }

    private List<Movement> pages(Movement.Filter filter, int length) {
        List<Movement> lines = new ArrayList<>();
        String cursor = null;
        do {
            Page<Movement> page = test.billing.wallets().movements(viewer, filter, cursor, length);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(length);
            lines.addAll(page.items());
            assertThat(lines).as("comes to an end").hasSizeLessThanOrEqualTo(WHOLE);
            cursor = page.nextCursor();
        } while (cursor != null);
        return lines;
    }
}
