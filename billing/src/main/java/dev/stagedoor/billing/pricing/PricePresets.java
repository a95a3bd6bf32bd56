package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.approval.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The price lists that a fresh installation chooses from; they are files of the program. */
public final class PricePresets {
    private PricePresets() {}

    /** Rupees: one coin is worth a rupee. */
    public static PriceList inr() {
        return read("/prices/inr.json");
    }

    /** Dollars: a hundred coins are worth a dollar. */
    public static PriceList usd() {
        return read("/prices/usd.json");
    }

    private static PriceList read(String name) {
        try (InputStream file = Objects.requireNonNull(PricePresets.class.getResourceAsStream(name), name)) {
            return CanonicalJson.read(new String(file.readAllBytes(), StandardCharsets.UTF_8), PriceList.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
