package dev.stagedoor.billing.papers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** What stands on the papers, read back from the bytes that are handed out. */
class PapersTest {
    private static final UUID PAYEE = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    private final FixedStore store = new FixedStore();
    private final Papers papers = new Papers(store, Asset.INR, KOLKATA, PaperFonts.shipped());

    @Test
    void shouldPutTheStatementOnPaper() throws IOException {
        store.changes = List.of(
                new Statement.Change("CAPTURE", 12, 12_345_600), new Statement.Change("PAYOUT_SENT", 1, -470_000));
        String text = read(papers.monthly(PAYEE, "Asha Rao", YearMonth.of(2026, 3), Papers.Format.PDF));
        assertThat(text)
                .contains("Statement of earnings 2026-03", "Asha Rao", PAYEE.toString(), "INR 1,18,756.00")
                .contains("Capture 12 1,23,456.00", "Payout sent 1 -4,700.00", "Owed at the end 1,18,756.00");
    }

    @Test
    void shouldSayWhatWentToAnAgency() throws IOException {
        store.changes = List.of(new Statement.Change("CAPTURE", 16, 4_320));
        assertThat(read(papers.monthly(PAYEE, "Asha Rao", YearMonth.of(2026, 3), Papers.Format.PDF)))
                .doesNotContain("agency");
        store.agencyMinor = 1_440;
        assertThat(read(papers.monthly(PAYEE, "Asha Rao", YearMonth.of(2026, 3), Papers.Format.PDF)))
                .contains("Went to your agency, beside this", "INR 14.40", "Owed at the end 43.20");
    }

    @Test
    void shouldSayTheSameInACsv() {
        store.changes = List.of(new Statement.Change("CAPTURE", 12, 12_345_600));
        Papers.Paper paper = papers.monthly(PAYEE, "Asha Rao", YearMonth.of(2026, 3), Papers.Format.CSV);
        assertThat(paper.fileName()).isEqualTo("statement-2026-03.csv");
        assertThat(new String(paper.content(), StandardCharsets.UTF_8)).isEqualTo("""
                What,Transfers,Amount\r
                Owed at the beginning,,0.00\r
                Capture,12,"1,23,456.00"\r
                Owed at the end,,"1,23,456.00"\r
                """);
    }

    @Test
    void shouldPutTheTaxYearOnPaper() throws IOException {
        store.rows = List.of(
                new TaxPaper.Row(
                        Instant.parse("2026-05-01T06:30:00Z"),
                        "PAYOUT",
                        "IN-30K 1",
                        "194J",
                        3_300_000,
                        300_000,
                        1_000,
                        30_000),
                new TaxPaper.Row(
                        Instant.parse("2026-05-02T06:30:00Z"),
                        "PAYOUT_FAILED",
                        "IN-30K 1",
                        "194J",
                        -3_300_000,
                        -300_000,
                        1_000,
                        -30_000));
        String text = read(papers.annualTax(PAYEE, "Asha Rao", LocalDate.of(2026, 4, 1), Papers.Format.PDF));
        assertThat(text)
                .contains("ends in 234F", "2026-05-01 Payout IN-30K 1 194J 33,000.00 3,000.00 10 % 300.00")
                .contains("-33,000.00 -3,000.00 10 % -300.00", "Total 0.00 0.00");
    }

    @Test
    void shouldGoOnToFurtherPages() throws IOException {
        List<TaxPaper.Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(new TaxPaper.Row(Instant.EPOCH, "PAYOUT", "NONE 1", "", 100, 0, 0, 0));
        }
        store.rows = rows;
        Papers.Paper paper = papers.annualTax(PAYEE, "Asha Rao", LocalDate.of(2026, 4, 1), Papers.Format.PDF);
        try (PDDocument document = Loader.loadPDF(paper.content())) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
        }
        assertThat(read(paper)).contains("Total 100.00 0.00");
    }

    private static String read(Papers.Paper paper) throws IOException {
        try (PDDocument document = Loader.loadPDF(paper.content())) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** A store with the numbers that a test wants. */
    private static final class FixedStore implements PaperStore {
        private List<Statement.Change> changes = List.of();
        private List<TaxPaper.Row> rows = List.of();
        private long agencyMinor;

        @Override
        public Statement statement(UUID payeeId, Asset asset, LocalDate from, LocalDate until, ZoneId zone) {
            long sum = changes.stream().mapToLong(Statement.Change::amountMinor).sum();
            return new Statement(payeeId, asset, from, until, 0, changes, sum, agencyMinor);
        }

        @Override
        public TaxPaper taxPaper(UUID payeeId, Asset asset, LocalDate yearStart) {
            return new TaxPaper(payeeId, asset, yearStart, "234F", rows);
        }
    }
}
