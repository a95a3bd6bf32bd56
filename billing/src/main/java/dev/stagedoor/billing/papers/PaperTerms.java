package dev.stagedoor.billing.papers;

/**
 * How papers are written.
 *
 * @param seller name, address and tax number of the house for receipts, in parts by semicolons; empty if they are not to say
 */
public record PaperTerms(String seller, PaperFonts fonts) {
    /** Without a seller, in the fonts that are shipped. */
    public static PaperTerms defaults() {
        return new PaperTerms("", PaperFonts.shipped());
    }
}
