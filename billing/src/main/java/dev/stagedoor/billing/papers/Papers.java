package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes payees' papers. */
public final class Papers {
    private static final int BASIS_POINTS_PER_PERCENT = 100;

    private final PaperStore store;
    private final Asset asset;
    private final ZoneId zone;
    private final PaperFonts fonts;

    public Papers(PaperStore store, Asset asset, ZoneId zone, PaperFonts fonts) {
        this.store = store;
        this.asset = asset;
        this.zone = zone;
        this.fonts = fonts;
    }

    /** How a paper is written. */
    public enum Format {
        PDF,
        CSV
    }

    /** @param fileName without a path */
    @SuppressWarnings("ArrayRecordComponent")
    public record Paper(String fileName, String contentType, byte[] content) {}

    /** The numbers of a month. */
    public Statement statement(UUID payeeId, YearMonth month) {
        return store.statement(
                payeeId, asset, month.atDay(1), month.plusMonths(1).atDay(1), zone);
    }

    /** The numbers of the tax year that begins on that day. */
    public TaxPaper taxPaper(UUID payeeId, LocalDate yearStart) {
        return store.taxPaper(payeeId, asset, yearStart);
    }

    /** @param name of the payee, as it stands on the paper */
    public Paper monthly(UUID payeeId, String name, YearMonth month, Format format) {
        Statement statement = statement(payeeId, month);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Owed at the beginning", "", figure(statement.openingMinor())));
        for (Statement.Change change : statement.changes()) {
            rows.add(List.of(words(change.code()), Long.toString(change.transfers()), figure(change.amountMinor())));
        }
        rows.add(List.of("Owed at the end", "", figure(statement.closingMinor())));
        List<Sheet.Fact> facts = new ArrayList<>(List.of(
                new Sheet.Fact("Payee", name),
                new Sheet.Fact("Number", payeeId.toString()),
                new Sheet.Fact("Period", month.atDay(1) + " to " + month.atEndOfMonth() + ", " + zone),
                new Sheet.Fact("Currency", asset.name()),
                new Sheet.Fact("Owed at the end", new Money(statement.closingMinor(), asset).words())));
        if (statement.agencyMinor() != 0) {
            facts.add(new Sheet.Fact(
                    "Went to your agency, beside this", new Money(statement.agencyMinor(), asset).words()));
        }
        Sheet sheet = new Sheet(
                "Statement of earnings " + month,
                facts,
                List.of("What", "Transfers", "Amount"),
                1,
                rows,
                "Owed is what is pending, available, kept back, stopped and on its way together.");
        return paper(sheet, "statement-" + month, format);
    }

    /** The annual tax paper. */
    public Paper annualTax(UUID payeeId, String name, LocalDate yearStart, Format format) {
        TaxPaper paper = taxPaper(payeeId, yearStart);
        List<List<String>> rows = new ArrayList<>();
        for (TaxPaper.Row row : paper.rows()) {
            rows.add(List.of(
                    LocalDate.ofInstant(row.at(), zone).toString(),
                    words(row.kind()),
                    row.rule(),
                    row.section(),
                    figure(row.grossMinor()),
                    figure(row.taxableMinor()),
                    percent(row.rateBasisPoints()),
                    figure(row.withheldMinor())));
        }
        rows.add(List.of("Total", "", "", "", figure(paper.grossMinor()), "", "", figure(paper.withheldMinor())));
        Sheet sheet = new Sheet(
                "Tax withheld in the year from " + yearStart,
                List.of(
                        new Sheet.Fact("Payee", name),
                        new Sheet.Fact("Number", payeeId.toString()),
                        new Sheet.Fact(
                                "Tax number",
                                paper.taxIdTail().isEmpty() ? "not given" : "ends in " + paper.taxIdTail()),
                        new Sheet.Fact("Currency", asset.name()),
                        new Sheet.Fact("Tax withheld", new Money(paper.withheldMinor(), asset).words())),
                List.of("Date", "What", "Rule", "Section", "Amount", "Taxed", "Rate", "Tax"),
                4,
                rows,
                "A payment that failed is taken out again by a line with a minus.");
        return paper(sheet, "tax-" + yearStart, format);
    }

    private Paper paper(Sheet sheet, String name, Format format) {
        return switch (format) {
            case PDF -> new Paper(name + ".pdf", "application/pdf", Pdf.of(sheet, fonts));
            case CSV ->
                new Paper(
                        name + ".csv", "text/csv; charset=utf-8", Csv.of(sheet).getBytes(StandardCharsets.UTF_8));
        };
    }

    private String figure(long amountMinor) {
        return new Money(amountMinor, asset).figure();
    }

    /** A code of the catalogue in small letters: {@code CALL_REFUND} is a call refund. */
    private static String words(String code) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String percent(int basisPoints) {
        return basisPoints % BASIS_POINTS_PER_PERCENT == 0
                ? basisPoints / BASIS_POINTS_PER_PERCENT + " %"
                : java.math.BigDecimal.valueOf(basisPoints, 2).toPlainString() + " %";
    }
}
