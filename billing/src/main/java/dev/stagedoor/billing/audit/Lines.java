package dev.stagedoor.billing.audit;

import dev.stagedoor.billing.ledger.Asset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Text by the line. */
final class Lines {
    private final Appendable out;

    Lines(Appendable out) {
        this.out = out;
    }

    void line(String text) {
        try {
            out.append(text).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An amount in whole units with all its decimals, for example {@code -5.000}. */
    static String decimal(long amountMinor, Asset asset) {
        return BigDecimal.valueOf(amountMinor, asset.scale()).toPlainString();
    }

    /** Debit positive, as plain text accounting writes it. */
    static String debit(long amountMinor, Asset asset) {
        return decimal(Math.negateExact(amountMinor), asset) + " " + asset;
    }

    /** Without what would end a line or begin a comment. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl};|\"\\\\]+", " ").strip();
    }
}
