package dev.stagedoor.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.server.adapters.EntitlementsAdapter;
import dev.stagedoor.server.adapters.SecretBoxAdapter;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.secrets.SecretKeys;
import dev.stagedoor.server.secrets.Vault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A database that somebody runs for themselves, with our servers and commands on it.
 *
 * @param url as a hosting platform hands it out
 * @param data folder of the data of the servers
 */
record ForeignDatabase(String url, Path data) {
    /** One that runs at this address. */
    static ForeignDatabase at(DatabaseAddress address, Path data) {
        return new ForeignDatabase(urlOf(address), data);
    }

    /** As a hosting platform hands it out. */
    static String urlOf(DatabaseAddress address) {
        return address.jdbcUrl()
                .replace("jdbc:postgresql://", "postgres://" + address.user() + ':' + address.password() + '@');
    }

    Stagedoor start() throws IOException {
        return start(Map.of());
    }

    /** A server with other settings than its defaults, beside those that lead to the database. */
    Stagedoor start(Map<String, String> others) throws IOException {
        Map<String, String> all = new HashMap<>(others);
        all.putAll(settingsOfTheDatabase());
        return Stagedoor.start(Settings.load(data.resolve("none"), false, Map.of(), all), data, data);
    }

    static URI address(Stagedoor server) {
        return URI.create("http://127.0.0.1:" + server.httpPort());
    }

    /** 500,000 coins beside a running server. */
    void giveCoins(UUID viewerId) throws IOException {
        try (HikariDataSource pool = pool();
                Billing billing = Billing.open(
                        pool,
                        Configurations.billing(settings(), false, data.resolve("beside")),
                        new SecretBoxAdapter(new Vault(SecretKeys.of("", data))),
                        InstantSource.system(),
                        new EntitlementsAdapter.News())) {
            billing.wallets().grantPromotion(viewerId, UUID.randomUUID(), Money.coins(500_000), "to try things out");
        }
    }

    /** Who billing is there. */
    String roleOfBilling() throws SQLException {
        return ask("select current_user");
    }

    /** As typed on the command line, with the database in the settings file; the exit code. */
    int run(String... words) throws IOException {
        Path file = Files.writeString(data.resolve("settings"), "database.url=" + url + "\n");
        String[] line = Arrays.copyOf(words, words.length + 2);
        line[words.length] = "--config";
        line[words.length + 1] = file.toString();
        return Main.commandLine().execute(line);
    }

    /** Coins that are held for calls, in thousandths. */
    long held() throws SQLException {
        return Long.parseLong(ask("select coalesce(sum(amount), 0) from billing.hold"));
    }

    private String ask(String query) throws SQLException {
        try (HikariDataSource pool = pool();
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Settings settings() throws IOException {
        return Settings.load(data.resolve("none"), false, Map.of(), settingsOfTheDatabase());
    }

    private Map<String, String> settingsOfTheDatabase() {
        return Map.of("http.port", "0", "media.port", "0", "database.url", url);
    }

    private HikariDataSource pool() {
        return ConnectionPool.open("test", DatabaseAddress.parse(url), 2, Billing.CONNECTION_INIT_SQL);
    }
}
