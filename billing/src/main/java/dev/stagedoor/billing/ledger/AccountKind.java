package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.AccountType.ASSET;
import static dev.stagedoor.billing.ledger.AccountType.CONTRA;
import static dev.stagedoor.billing.ledger.AccountType.EXPENSE;
import static dev.stagedoor.billing.ledger.AccountType.INCOME;
import static dev.stagedoor.billing.ledger.AccountType.LIABILITY;

/**
 * The chart of accounts. The same table stands in the database; a test compares them.
 *
 * <p>An account either has a floor, and then its balance is kept in the transaction that moves it, or it has none and its
 * balance is folded later, because nobody should wait for a row that everybody writes.
 */
public enum AccountKind {
    VIEWER_AVAILABLE("V1", "viewer.available", LIABILITY, true),
    VIEWER_HELD("V2", "viewer.held", LIABILITY, true),
    VIEWER_DEBT("V3", "viewer.debt", ASSET, true),
    ESCROW_EVENT("E1", "escrow.event", LIABILITY, true),
    CREATOR_PENDING("C1", "creator.pending", LIABILITY, false),
    CREATOR_AVAILABLE("C2", "creator.available", LIABILITY, true),
    CREATOR_RESERVE("C3", "creator.reserve", LIABILITY, true),
    CREATOR_PAYOUT_IN_TRANSIT("C4", "creator.payout_in_transit", LIABILITY, true),
    CREATOR_FROZEN("C5", "creator.frozen", LIABILITY, true),
    AGENCY_PENDING("A1", "agency.pending", LIABILITY, false),
    AGENCY_AVAILABLE("A2", "agency.available", LIABILITY, true),
    REFERRER_PENDING("R1", "referrer.pending", LIABILITY, false),
    COINS_ISSUED_PAID("P1", "platform.coins_issued_paid", CONTRA, false),
    COINS_ISSUED_BONUS("P1", "platform.coins_issued_bonus", CONTRA, false),
    COINS_ISSUED_PROMO("P1", "platform.coins_issued_promo", CONTRA, false),
    COINS_ISSUED_REFUND("P1", "platform.coins_issued_refund", CONTRA, false),
    COINS_REDEEMED("P2", "platform.coins_redeemed", CONTRA, false),
    COINS_EXPIRED("P3", "platform.coins_expired", CONTRA, false),
    DEFERRED_REVENUE("P4", "platform.deferred_revenue", LIABILITY, false),
    REVENUE_COMMISSION("P5", "platform.revenue_commission", INCOME, false),
    REVENUE_BREAKAGE("P5", "platform.revenue_breakage", INCOME, false),
    REVENUE_SUBSCRIPTION("P5", "platform.revenue_subscription", INCOME, false),
    CREATOR_SHARE("P6", "platform.creator_share", EXPENSE, false),
    PROMO_SUBSIDY("P6", "platform.promo_subsidy", EXPENSE, false),
    PSP_FEES("P6", "platform.psp_fees", EXPENSE, false),
    CHARGEBACK_LOSS("P6", "platform.chargeback_loss", EXPENSE, false),
    ROUNDING("P6", "platform.rounding", EXPENSE, false),
    TAX_GST_OUTPUT("P7", "tax.gst_output", LIABILITY, false),
    TAX_TDS_PAYABLE("P7", "tax.tds_payable", LIABILITY, false),
    PSP_RECEIVABLE("X1", "psp.receivable", ASSET, false),
    PSP_PAYOUT_CLEARING("X2", "psp.payout_clearing", ASSET, false),
    BANK_OPERATING("X3", "bank.operating", ASSET, false);

    private final String code;
    private final String kind;
    private final AccountType type;
    private final boolean floored;

    AccountKind(String code, String kind, AccountType type, boolean floored) {
        this.code = code;
        this.kind = kind;
        this.type = type;
        this.floored = floored;
    }

    /** Short code of the chart, for example {@code V1}. */
    public String code() {
        return code;
    }

    /** Name in the database, for example {@code viewer.available}. */
    public String kind() {
        return kind;
    }

    /** The side of the books. */
    public AccountType type() {
        return type;
    }

    /** Whether it counts coins; all others count money. */
    public boolean isInCoins() {
        return this == VIEWER_AVAILABLE
                || this == VIEWER_HELD
                || this == ESCROW_EVENT
                || kind.startsWith("platform.coins_");
    }

    /** Whether each person, agency or event has one; the others are the house's. */
    public boolean isSomebodys() {
        return !(kind.startsWith("platform.")
                || kind.startsWith("tax.")
                || kind.startsWith("psp.")
                || kind.startsWith("bank."));
    }

    /** Whether there is one for each provider, or each section of the tax law. */
    public boolean isQualified() {
        return this == PSP_RECEIVABLE || this == PSP_PAYOUT_CLEARING || this == TAX_TDS_PAYABLE;
    }

    /** Whether the database refuses to let the balance fall below a floor, and therefore keeps it synchronously. */
    public boolean isFloored() {
        return floored;
    }
}
