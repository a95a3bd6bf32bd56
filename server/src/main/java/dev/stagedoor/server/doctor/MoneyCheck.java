package dev.stagedoor.server.doctor;

import dev.stagedoor.server.config.Environment;
import dev.stagedoor.server.config.Key;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.MoneyCurrency;
import dev.stagedoor.server.config.MoneyKeys;
import dev.stagedoor.server.config.PaymentKeys;
import dev.stagedoor.server.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether money may leave as the settings have it. */
final class MoneyCheck implements Check {
    static final String NAME = "money";

    private final Settings settings;

    MoneyCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        MoneyCurrency currency = settings.get(MoneyKeys.CURRENCY);
        if (currency != MoneyCurrency.INR
                && !settings.get(PaymentKeys.RAZORPAYX_KEY_SECRET).isEmpty()) {
            findings.add(Finding.failure(
                    NAME,
                    "payouts go by RazorpayX, which pays in rupees, and billing.currency is " + currency,
                    "take payouts.razorpayx.key-secret away; payouts go by a file for the bank then"));
        }
        fonts(settings.get(MoneyKeys.PAPER_FONTS), findings);
        if (settings.get(Keys.ENVIRONMENT) == Environment.PRODUCTION) {
            factor(Keys.PAYOUT_SECOND_FACTOR, "whoever has a performer's password has their money", findings);
            factor(
                    Keys.HOUSE_SECOND_FACTOR,
                    "whoever has the password of somebody of the house has the console",
                    findings);
        }
        return findings.isEmpty() ? List.of(Finding.ok(NAME, "sold and paid in " + currency)) : List.copyOf(findings);
    }

    private static void fonts(String folder, List<Finding> findings) {
        if (!folder.isEmpty() && !Files.isReadable(Path.of(folder))) {
            findings.add(Finding.warning(
                    NAME,
                    "papers.fonts is " + folder + ", which cannot be read: what only its fonts have is a box on papers",
                    "let it be a folder with fonts (*.ttf) that the server may read, or leave it empty"));
        }
    }

    private void factor(Key<Boolean> key, String danger, List<Finding> findings) {
        if (!settings.get(key)) {
            findings.add(Finding.warning(
                    NAME,
                    "%s is false: who has set up no second factor is asked for none, and %s"
                            .formatted(key.name(), danger),
                    "tell people to set one up, then set %s=true".formatted(key.name())));
        }
    }
}
