package dev.stagedoor.billing.audit;

/**
 * What the reconciliation looks at. Each is one query over one snapshot that finds what should not be.
 *
 * <p>A finding of the books themselves is a failure: money may be wrong. One that compares the books with something else
 * is a warning where people have to look before anybody can say who is right.
 */
public enum Check {
    TRIAL_BALANCE(
            "trial-balance",
            Severity.FAILURE,
            "every transfer, and all accounts together, sum to zero in every asset",
            "Stop payouts, restore a backup beside this database and compare the transfers named here."),
    BALANCES(
            "balances",
            Severity.FAILURE,
            "every balance is the sum of its entries, every version their number",
            "Somebody wrote to account or account_snapshot by hand. Correct the row to the sum of its entries."),
    OWED(
            "owed",
            Severity.WARNING,
            "what pages and statements say that payees came to be owed is what their accounts have",
            "Nothing is paid by it. Empty owed_quarter and agency_quarter, set owed_mark's two transfers to 0, and it is counted anew."),
    VERSIONS(
            "versions",
            Severity.FAILURE,
            "entries of an account follow each other without a gap",
            "An entry is missing or was written around the posting function; find it in a backup by account and version."),
    FLOORS(
            "floors",
            Severity.FAILURE,
            "no account is below its floor",
            "Post an adjustment that brings the account back to its floor, and find the transfer that took it there."),
    HOLDS(
            "holds",
            Severity.FAILURE,
            "held coins are the sum of open holds, and no ended session holds any",
            "Restart the server, which settles abandoned sessions; what is still open needs an adjustment."),
    LOTS(
            "lots",
            Severity.FAILURE,
            "coins are the sum of their lots, free ones and pinned ones each",
            "Somebody wrote to coin_lot or hold_lot by hand. Follow lot_alloc of the owner named here."),
    ESCROW(
            "escrow",
            Severity.FAILURE,
            "coins in escrow are the sum of open tickets, and a ticket is the sum of its lots",
            "Follow the transfers of the event named here; deliver or cancel what was forgotten."),
    COINS_ISSUED(
            "coins-issued",
            Severity.FAILURE,
            "coins issued are held, free, in escrow, used or expired",
            "Look for a transfer with coins whose code does not fit its accounts."),
    RECEIPTS(
            "receipts",
            Severity.FAILURE,
            "a receipt says what the session captured and had not given back when it ended",
            "Compare the transfers of the session with its receipt, and post an adjustment if the viewer paid too much."),
    SESSIONS(
            "sessions",
            Severity.WARNING,
            "what ended sessions cost is what their heartbeats, rated again, come to",
            "Compare the session's heartbeats with its receipt. Nothing is corrected by itself."),
    MATURITY(
            "maturity",
            Severity.FAILURE,
            "pending earnings are what their days hold and what was not yet sorted into days",
            "Compare earning_day of the account with its entries, and freeze the payee until it is clear."),
    AGENCIES(
            "agencies",
            Severity.FAILURE,
            "an agency is owed the part that a membership says, of those who accepted one and of nobody else",
            "Compare the transfer with the membership it was sold under, and post an adjustment between the two payees."),
    REFERRALS(
            "referrals",
            Severity.FAILURE,
            "who brought a buyer is owed the share of every paid order within the term, less what of it went back",
            "Compare the order with referral_commission and the price list of its day, and post an adjustment on the referrer."),
    FREE_MINUTES(
            "free-minutes",
            Severity.FAILURE,
            "every paid month of a plan with free minutes brought their coins once, and they end with it",
            "Compare the month with its transfers and lots; give what is missing by a promotion, or take it back by an adjustment."),
    PAYOUTS(
            "payouts",
            Severity.FAILURE,
            "what is set aside for payouts, told to providers and kept back is what open payouts and reserves come to",
            "Freeze the payee, or stop the provider, and compare the payouts' steps with their transfers; correct by an adjustment."),
    PAYOUT_AGE(
            "payout-age",
            Severity.WARNING,
            "no payout waits, or is under way, for more than three days",
            "Decide on it if it waits for a person; if it was sent, look it up at the provider, then confirm it or let it fail."),
    ORDERS(
            "orders",
            Severity.FAILURE,
            "every paid order was booked once at its price, and every purchase has a paid order",
            "Compare the order with the payment provider's statement, then post or reverse the purchase."),
    DOCUMENTS(
            "documents",
            Severity.FAILURE,
            "every payment and every refund has its number, and the numbers of a year follow each other without a gap",
            "Somebody wrote to document_number by hand, or the job number-documents does not run. Put back what a backup has."),
    SETTLEMENTS(
            "settlements",
            Severity.WARNING,
            "what providers say they paid out is what is booked, and what is booked is in a settlement within two weeks",
            "Under Settlements: replay the missing webhook, or correct by an adjustment and note it; import the missing file."),
    WEBHOOKS(
            "webhooks",
            Severity.WARNING,
            "no order waits for its webhook for more than a day, none is in quarantine",
            "The provider was asked and knew no more. Look the payment up there; what is in quarantine is under Providers."),
    SEAL(
            "seal",
            Severity.FAILURE,
            "every sealed transfer is as it was when it was sealed",
            "Somebody changed the journal. Keep this database as it is, and compare with a backup and with kept roots."),
    UNSEALED(
            "unsealed",
            Severity.WARNING,
            "no transfer older than a day is without a seal",
            "See in the log why the job `seal` does not run, or which transaction has been open for so long."),
    COIN_LIABILITY(
            "coin-liability",
            Severity.FAILURE,
            "revenue deferred is what was received for the coins that are not settled",
            "A purchase or a recognition booked the wrong amount; compare deferred revenue with the lots' costs.");

    private final String id;
    private final Severity severity;
    private final String claim;
    private final String remedy;

    Check(String id, Severity severity, String claim, String remedy) {
        this.id = id;
        this.severity = severity;
        this.claim = claim;
        this.remedy = remedy;
    }

    /** How bad a finding is. */
    public enum Severity {
        WARNING,
        FAILURE
    }

    /** Its name in the database, in JSON and on the command line. */
    public String id() {
        return id;
    }

    Severity severity() {
        return severity;
    }

    /** What holds when nothing is found. */
    public String claim() {
        return claim;
    }

    /** What to do about a finding. */
    public String remedy() {
        return remedy;
    }
}
