package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.page;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.settlements.ImportOutcome;
import dev.stagedoor.billing.settlements.Settlements;
import dev.stagedoor.billing.settlements.StandingLine;
import dev.stagedoor.signaling.SettlementDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Settlements of payment providers, as signalling sees them, kept by billing. */
public final class SettlementAdapter implements SettlementDesk {
    private final Settlements settlements;

    /** Over billing's settlements. */
    public SettlementAdapter(Settlements settlements) {
        this.settlements = settlements;
    }

    @Override
    public Outcome importFile(String provider, String fileName, String content, UUID person) {
        return switch (settlements.importFile(provider, fileName, content, person)) {
            case ImportOutcome.Imported imported ->
                new Outcome.Imported(imported.lines(), imported.known(), imported.waiting(), imported.differing());
            case ImportOutcome.Unchanged(int known, int waiting) -> new Outcome.Imported(0, known, waiting, 0);
            case ImportOutcome.Refused(List<String> faults) -> new Outcome.Refused(faults);
        };
    }

    @Override
    public Page<ImportedFile> imports(@Nullable String cursor, int limit) {
        return page(
                settlements.imports(cursor, limit),
                file -> new ImportedFile(
                        file.importId(),
                        file.provider(),
                        file.fileName(),
                        file.lines(),
                        file.open(),
                        file.importedBy(),
                        file.importedAt()));
    }

    @Override
    public Page<Line> lines(boolean open, @Nullable String cursor, int limit) {
        return page(settlements.lines(open, cursor, limit), SettlementAdapter::line);
    }

    @Override
    public boolean note(long lineId, UUID person, String note) {
        return settlements.note(lineId, person, note);
    }

    private static Line line(StandingLine standing) {
        var line = standing.line();
        Long booked = standing.bookedMinor();
        return new Line(
                standing.lineId(),
                standing.provider(),
                standing.settlementRef(),
                standing.day().toString(),
                line.ref(),
                line.kind().name(),
                line.paymentRef(),
                standing.orderId(),
                money(new Money(line.grossMinor(), standing.asset())),
                money(new Money(line.feeMinor(), standing.asset())),
                money(new Money(line.netMinor(), standing.asset())),
                booked == null ? null : money(new Money(booked, standing.asset())),
                standing.standing().name(),
                standing.note());
    }
}
