package dev.stagedoor.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.wallet.Wallets;
import dev.stagedoor.signaling.DemoAccounts;
import dev.stagedoor.signaling.DemoAccounts.SignIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

/**
 * A performer, a viewer with coins, an admin and a second person for finance, for trying things out on the embedded database. Their passwords are made
 * at the first start and kept in a file beside the data, so that no two installations share them.
 */
record DemoPeople(SignIn performer, SignIn viewer, SignIn admin, SignIn finance) {
    private static final String FILE = "demo-accounts.json";
    private static final String FINANCE = "finance@demo.example";
    private static final Money GIFT = Money.coins(500_000);
    /** One grant per installation: with a fixed id a restart gives nothing again. */
    private static final UUID GIFT_ID = UUID.nameUUIDFromBytes("demo coins".getBytes(StandardCharsets.UTF_8));

    /** A file of an older version names three people only. */
    DemoPeople {
        finance = Objects.requireNonNullElseGet(finance, () -> new SignIn(FINANCE, password()));
    }

    static DemoPeople provide(Path data, DemoAccounts accounts, Wallets wallets) throws IOException {
        Path file = data.resolve(FILE);
        DemoPeople people = Files.exists(file) ? new ObjectMapper().readValue(file.toFile(), DemoPeople.class) : make();
        write(file, people);
        DemoAccounts.Ids ids = accounts.provide(people.performer, people.viewer, people.admin, people.finance);
        wallets.grantPromotion(ids.viewer(), GIFT_ID, GIFT, "coins to try things out");
        return people;
    }

    private static DemoPeople make() {
        return new DemoPeople(
                new SignIn("maya@demo.example", password()),
                new SignIn("asha@demo.example", password()),
                new SignIn("admin@demo.example", password()),
                new SignIn(FINANCE, password()));
    }

    private static String password() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return "demo-" + HexFormat.of().formatHex(random);
    }

    private static void write(Path file, DemoPeople people) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), people);
    }
}
