package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.disputes.CaseLetter;
import java.util.List;

/** A letter to a bank on paper. */
public final class CasePaper {
    private final PaperFonts fonts;

    public CasePaper(PaperFonts fonts) {
        this.fonts = fonts;
    }

    /** As a PDF. */
    public byte[] pdf(CaseLetter letter) {
        Sheet sheet = new Sheet(
                "Answer to a disputed payment",
                letter.facts().stream()
                        .map(fact -> new Sheet.Fact(fact.name(), fact.value()))
                        .toList(),
                List.of("Used at (UTC)", "For", "Coins", "Delivered"),
                2,
                letter.uses().stream()
                        .map(use -> List.of(use.at(), use.what(), use.coins(), use.delivered()))
                        .toList(),
                letter.statement());
        return Pdf.of(sheet, fonts);
    }
}
