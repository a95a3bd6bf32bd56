package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.disputes.CaseLetter;
import java.util.List;

/** A letter to a bank on paper. */
public final class CasePaper {
    private CasePaper() {}

    /** As a PDF. */
    public static byte[] pdf(CaseLetter letter) {
        return Pdf.of(new Sheet(
                "Answer to a disputed payment",
                letter.facts().stream()
                        .map(fact -> new Sheet.Fact(fact.name(), fact.value()))
                        .toList(),
                List.of("Used at (UTC)", "For", "Coins", "Delivered"),
                2,
                letter.uses().stream()
                        .map(use -> List.of(use.at(), use.what(), use.coins(), use.delivered()))
                        .toList(),
                letter.statement()));
    }
}
