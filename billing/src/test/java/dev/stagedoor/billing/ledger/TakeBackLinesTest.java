package dev.stagedoor.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the catalogue refuses to write. */
class TakeBackLinesTest {
    private static final UUID VIEWER = new UUID(0, 1);
    private static final Earner PERFORMER = Earner.performer(new UUID(0, 2), Asset.INR);

    @Test
    void shouldNotReturnMoreThanIsDeferred() {
        Unwinding sale = new Unwinding(Asset.INR, 95_000, 0, 4_000, 9_900, 1_510);
        assertThatIllegalArgumentException().isThrownBy(() -> TakeBackLines.refund(VIEWER, "sandbox", sale));
    }

    @Test
    void shouldNotTakeMoreBackThanTheBankTook() {
        Unwinding unspent = new Unwinding(Asset.INR, 45_000, 0, 3_975, 4_050, 617);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TakeBackLines.chargeback(
                        VIEWER, "sandbox", unspent, 9_900, List.of(new Clawback(PERFORMER, 5_308, 1)), 0));
        assertThat(TakeBackLines.chargeback(
                        VIEWER, "sandbox", unspent, 9_900, List.of(new Clawback(PERFORMER, 5_308, 0)), 0))
                .noneMatch(line -> line.account().kind() == AccountKind.CHARGEBACK_LOSS);
    }

    @Test
    void shouldNotMixCurrencies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TakeBackLines.callRefund(VIEWER, 8_000, List.of(new Clawback(PERFORMER, 360, 0)), Asset.USD));
    }

    @Test
    void shouldNotAdjustWhatDoesNotBalance() {
        Line fees = new Line(AccountRef.house(AccountKind.PSP_FEES, Asset.INR), 250);
        Line coins = new Line(AccountRef.house(AccountKind.COINS_REDEEMED, Asset.COIN), -250);
        assertThatIllegalArgumentException().isThrownBy(() -> TakeBackLines.adjust(List.of(fees, coins)));
        assertThatIllegalArgumentException().isThrownBy(() -> TakeBackLines.adjust(List.of(fees)));
    }

    @Test
    void shouldNotWithholdMoreThanIsPaidOut() {
        assertThatIllegalArgumentException().isThrownBy(() -> PayoutLines.request(PERFORMER, 100, 101, "IN-30K"));
    }
}
