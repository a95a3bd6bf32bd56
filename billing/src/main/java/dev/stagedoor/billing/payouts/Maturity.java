package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.EarningLines;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.tax.TaxPoint;
import dev.stagedoor.billing.tax.Withholding;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns pending earnings into available ones, a payee and day at a time.
 *
 * <p>A day's earnings mature when the full number of days has passed after its end, so nothing matures early. Refunds and
 * clawbacks count against the oldest earnings that are still pending, however young they are themselves: money the house
 * already knows it must give back does not become available first.
 */
public final class Maturity {
    private static final Logger LOG = LoggerFactory.getLogger(Maturity.class);

    /** Most payees in one run, so that one run never takes long; the next one goes on. */
    private static final int PAYEES_PER_RUN = 5_000;

    private static final String ACTOR = "maturity";

    private final EarningsStore store;
    private final Supplier<EarningsTerms> listed;
    private final Supplier<UUID> ids;

    /** @param listed the terms in force; those of a day are the ones in force when it is first looked at */
    public Maturity(EarningsStore store, Supplier<EarningsTerms> listed, Supplier<UUID> ids) {
        this.store = store;
        this.listed = listed;
        this.ids = ids;
    }

    /** Matures what is due and releases reserves; returns what it did. Throws at its end if it could not be done for all. */
    public String run(Instant now) {
        EarningsTerms terms = listed.get();
        store.fold(terms);
        OneByOne payees = new OneByOne(LOG, "earnings of");
        int matured = 0;
        while (matured < PAYEES_PER_RUN
                && payees.next(
                        without -> store.matureNext(now, terms.taxPreset(), without, due -> mature(due, terms, now)))) {
            matured++;
        }
        int released = 0;
        while (released < PAYEES_PER_RUN && payees.next(without -> store.releaseNext(now, without, this::release))) {
            released++;
        }
        payees.complain();
        return matured + " matured, " + released + " reserves released";
    }

    private EarningsStore.Maturing mature(EarningsStore.Due due, EarningsTerms terms, Instant now) {
        if (due.amountMinor() == 0) {
            return new EarningsStore.Maturing(List.of(), null, 0, now);
        }
        Earner earner = due.earner();
        TaxFacts facts = due.tax();
        Withholding withholding = facts.at(TaxPoint.CREDIT, due.amountMinor());
        long afterTax = due.amountMinor() - withholding.withheldMinor();
        long reserve = terms.reserveOf(afterTax);
        String key = key(due.payeeId(), due.day());

        Steps steps = new Steps(due.kind(), due.asset(), key);
        steps.add(
                TransferCode.MATURE,
                "mature:",
                due.amountMinor(),
                due.kind() == PayeeKind.REFERRER
                        ? EarningLines.matureReferral(earner, due.amountMinor())
                        : EarningLines.mature(earner, due.amountMinor()));
        long withheld = withholding.withheldMinor();
        steps.add(
                TransferCode.MATURE,
                "mature-tax:",
                withheld,
                EarningLines.withhold(earner, withheld, facts.rule().section()));
        steps.add(TransferCode.RESERVE, "reserve:", reserve, EarningLines.reserve(earner, reserve));
        // Whoever is frozen when it matures is frozen with it.
        long frozen = due.frozen() ? afterTax - reserve : 0;
        steps.add(TransferCode.FREEZE, "freeze:", frozen, EarningLines.freeze(earner, frozen));

        TaxEntry tax = new TaxEntry(
                TaxEntry.Kind.CREDIT,
                due.kind().maturityScope() + ":" + key + ":" + due.asset(),
                facts,
                due.amountMinor(),
                withholding,
                now);
        return new EarningsStore.Maturing(
                steps.postings,
                facts.rule().taxPoint() == TaxPoint.CREDIT ? tax : null,
                reserve,
                now.plus(Duration.ofDays(terms.reserveDays())));
    }

    private List<Posting> release(EarningsStore.Reserve reserve) {
        long minor = reserve.amountMinor();
        Steps steps = new Steps(reserve.kind(), reserve.asset(), key(reserve.payeeId(), reserve.day()));
        steps.add(TransferCode.UNRESERVE, "unreserve:", minor, EarningLines.unreserve(reserve.earner(), minor));
        long frozen = reserve.frozen() ? minor : 0;
        steps.add(TransferCode.FREEZE, "freeze-reserve:", frozen, EarningLines.freeze(reserve.earner(), frozen));
        return steps.postings;
    }

    private static String key(UUID payeeId, LocalDate day) {
        return payeeId + ":" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Postings of one payee and day; what comes to nothing is left out. */
    private final class Steps {
        private final List<Posting> postings = new ArrayList<>();
        private final PayeeKind kind;
        private final Asset asset;
        private final String key;

        Steps(PayeeKind kind, Asset asset, String key) {
            this.kind = kind;
            this.asset = asset;
            this.key = key;
        }

        void add(TransferCode code, String prefix, long amountMinor, List<Line> lines) {
            if (amountMinor != 0) {
                IdempotencyKey idempotencyKey = IdempotencyKey.of(kind.maturityScope(), prefix + key, asset);
                postings.add(Posting.of(code, ids.get(), idempotencyKey, ACTOR, lines));
            }
        }
    }
}
