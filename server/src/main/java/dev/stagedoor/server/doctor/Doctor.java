package dev.stagedoor.server.doctor;

import dev.stagedoor.server.address.OutsideAddresses;
import dev.stagedoor.server.alerts.AlertConfig;
import dev.stagedoor.server.config.Environment;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.mail.SmtpConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Runs checks beside each other and gives their findings in order. */
public final class Doctor {
    private static final int ACME_ASKS_PORT = 80;

    private Doctor() {}

    /**
     * What must hold before anything starts; takes well under a second, for it looks at this machine only.
     *
     * @param data folder of the data; need not exist
     */
    public static List<Finding> beforeStart(Settings settings, Path data) {
        return run(local(settings, data, PortCheck.Tenant.NOBODY));
    }

    /** What must hold of the database before it is trusted with money. */
    public static List<Finding> ofDatabase(Settings settings, DatabaseAddress address) {
        return new DatabaseCheck(address, connectionsOf(settings)).run();
    }

    /**
     * Everything, beside a server that may be running on these settings.
     *
     * @param database null where it is embedded and does not run
     */
    public static List<Finding> everything(
            Settings settings, Path data, Supplier<java.util.Optional<DatabaseAddress>> database) {
        List<Check> checks = new ArrayList<>(local(settings, data, PortCheck.Tenant.PERHAPS_OURSELVES));
        checks.add(new MediaCheck(settings.get(Keys.MEDIA_SEGMENTATION)));
        checks.add(new TurnCheck(
                settings.get(Keys.TURN_URLS),
                settings.get(Keys.TURN_SECRET),
                settings.get(Keys.MEDIA_ADVERTISE),
                new OutsideAddresses(),
                isProduction(settings),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                InstantSource.system()));
        if (isByAcme(settings)) {
            checks.add(new AcmeNamesCheck(settings.get(Keys.ACME_DOMAINS), ACME_ASKS_PORT));
        }
        SmtpConfig mail = SmtpConfig.of(settings, Path.of("").toAbsolutePath());
        if (mail != null) {
            checks.add(new MailServerCheck(mail));
        }
        AlertConfig alerts = alerts(settings);
        if (alerts != null) {
            checks.add(new AlertAnswerCheck(alerts));
        }
        checks.add(() -> database.get()
                .map(address -> new DatabaseCheck(address, connectionsOf(settings)).run())
                .orElseGet(() -> List.of(Finding.ok(
                        "database",
                        "embedded, not running; up starts it with fsync, full pages and synchronous commits"))));
        return run(checks);
    }

    private static List<Check> local(Settings settings, Path data, PortCheck.Tenant tenant) {
        return List.of(
                new JavaCheck(),
                new PortCheck(settings, tenant),
                new FileLimitCheck(),
                new SocketBufferCheck(),
                new AddressCheck(settings.get(Keys.MEDIA_ADVERTISE), new OutsideAddresses(), isProduction(settings)),
                isByAcme(settings)
                        ? new AcmeCheck(settings, data, InstantSource.system())
                        : new TlsCheck(
                                settings.get(Keys.TLS_CERTIFICATE),
                                settings.get(Keys.TLS_KEY),
                                settings.get(Keys.PUBLIC_URL),
                                isProduction(settings),
                                InstantSource.system()),
                new PaymentCheck(settings),
                new MoneyCheck(settings),
                new MailCheck(settings),
                new AlertCheck(settings),
                new DiskCheck(data),
                new ClockCheck());
    }

    static List<Finding> run(List<Check> checks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<Finding>>> running = checks.stream()
                    .map(check -> CompletableFuture.supplyAsync(check::run, threads))
                    .toList();
            return running.stream().flatMap(each -> each.join().stream()).toList();
        }
    }

    /** Null as well where they make no sense, which {@link AlertCheck} says. */
    private static @Nullable AlertConfig alerts(Settings settings) {
        try {
            return AlertConfig.of(settings);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isByAcme(Settings settings) {
        return !settings.get(Keys.ACME_DOMAINS).isEmpty();
    }

    private static boolean isProduction(Settings settings) {
        return settings.get(Keys.ENVIRONMENT) == Environment.PRODUCTION;
    }

    /** Billing's pool, signalling's, and two for migrations. */
    private static int connectionsOf(Settings settings) {
        return settings.get(Keys.DATABASE_POOL_SIZE) + 8 + 2;
    }
}
