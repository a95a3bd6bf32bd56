package dev.stagedoor.server;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.approval.ApprovalTerms;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.metering.MeteringTerms;
import dev.stagedoor.media.AdvertisedAddress;
import dev.stagedoor.media.MediaConfig;
import dev.stagedoor.media.room.RoomLimits;
import dev.stagedoor.server.config.Environment;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.MoneyKeys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.tls.AcmeConfig;
import dev.stagedoor.server.tracing.TracingConfig;
import dev.stagedoor.signaling.SignalingConfig;
import dev.stagedoor.signaling.calls.CallSettings;
import dev.stagedoor.signaling.identity.RateLimiter;
import dev.stagedoor.signaling.session.Realtime;
import dev.stagedoor.signaling.web.HttpConfig;
import dev.stagedoor.signaling.web.IceConfig;
import dev.stagedoor.signaling.whip.NodeSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings to the configuration record of each library. What has no key keeps the library's own default. */
final class Configurations {
    private static final long CAPTURE_EVERY_MS = 10_000;
    private static final long BITS_PER_KILOBIT = 1_000;

    private Configurations() {}

    /** @param advertised empty for all of this machine's addresses */
    static MediaConfig media(Settings settings, List<AdvertisedAddress> advertised) {
        MediaConfig defaults = MediaConfig.defaults();
        return new MediaConfig(
                settings.get(Keys.MEDIA_HOST),
                settings.get(Keys.MEDIA_PORT),
                advertised,
                settings.get(Keys.MEDIA_LOOPS),
                settings.get(Keys.MEDIA_SEGMENTATION),
                defaults.handshakeTimeout(),
                Duration.ofMillis(settings.get(Keys.MEDIA_CONSENT_TIMEOUT_MS)),
                defaults.maxRooms(),
                defaults.maxSections(),
                RoomLimits.of(
                        Duration.ofMillis(settings.get(Keys.MEDIA_GAP_MS)),
                        settings.get(Keys.MEDIA_PUBLISHER_KBPS) * BITS_PER_KILOBIT,
                        viewerBitsPerSecond(settings.get(Keys.MEDIA_VIEWER_KBPS))));
    }

    private static long viewerBitsPerSecond(int kbps) {
        return kbps == 0 ? Long.MAX_VALUE : kbps * BITS_PER_KILOBIT;
    }

    /**
     * @param exclusive whether this process is the only one on the database
     * @param data folder of this process alone
     */
    static BillingConfig billing(Settings settings, boolean exclusive, Path data) {
        long leaseMs = settings.get(Keys.BILLING_LEASE_MS);
        long rateUnitMs = settings.get(Keys.BILLING_RATE_UNIT_MS);
        BillingConfig.Builder builder = BillingConfig.builder();
        if (!settings.get(Keys.BILLING_PEAK_HOURS)) {
            builder.peakWindows(List.of());
        }
        MoneySettings.apply(settings, builder);
        return builder.rateUnitMs(rateUnitMs)
                .metering(MeteringTerms.builder()
                        // Also a shortened minute is captured as it begins.
                        .captureEveryMs(Math.min(CAPTURE_EVERY_MS, rateUnitMs))
                        .warnRemainingMs(settings.get(Keys.BILLING_WARN_REMAINING_MS))
                        .finalRemainingMs(settings.get(Keys.BILLING_FINAL_REMAINING_MS))
                        .extendBelowMs(settings.get(Keys.BILLING_EXTEND_BELOW_MS))
                        .maximumCallMs(settings.get(MoneyKeys.MAXIMUM_CALL_MS))
                        .heartbeatMs(settings.get(Keys.BILLING_HEARTBEAT_MS))
                        .leaseMs(leaseMs)
                        .leaseRenewMs(leaseMs / 2)
                        .build())
                .splitBasisPoints(settings.get(Keys.BILLING_SPLIT_BASIS_POINTS))
                .approval(ApprovalTerms.defaults()
                        .withCodesAlone((long) settings.get(Keys.CODES_ALONE_COINS) * Asset.COIN.minorPerUnit()))
                .production(settings.get(Keys.ENVIRONMENT) == Environment.PRODUCTION)
                .allowSandboxInProduction(settings.get(Keys.SANDBOX_ALLOWED_IN_PRODUCTION))
                .providers(PaymentSettings.providers(settings))
                .razorpayx(PaymentSettings.razorpayx(settings))
                .exclusive(exclusive)
                .outages(data.resolve("outages"))
                .build();
    }

    /**
     * @param data folder of the data, where a certificate by ACME is
     * @param home folder of the installation, where the built web applications are
     */
    static SignalingConfig signaling(Settings settings, Path data, Path home) {
        String host = settings.get(Keys.HTTP_HOST);
        int port = settings.get(Keys.HTTP_PORT);
        SignalingConfig defaults = SignalingConfig.on(host, port);
        HttpConfig http = new HttpConfig(
                host,
                port,
                settings.get(Keys.PUBLIC_URL),
                ifBuilt(home.resolve("web/dist")),
                ifBuilt(home.resolve("admin-web/dist")),
                settings.get(Keys.TRUST_FORWARDED),
                requestsPerAddress(settings),
                settings.get(Keys.METRICS_TOKEN),
                tls(settings, data, home));
        CallSettings calls = defaults.realtime().calls();
        return new SignalingConfig(
                http,
                new IceConfig(
                        settings.get(Keys.ICE_STUN_URLS),
                        settings.get(Keys.TURN_URLS),
                        settings.get(Keys.TURN_SECRET),
                        Duration.ofMillis(settings.get(Keys.TURN_TTL_MS))),
                defaults.identity().withSecondFactorOfHouse(settings.get(Keys.HOUSE_SECOND_FACTOR)),
                new Realtime.Settings(
                        defaults.realtime().sessions(),
                        new CallSettings(
                                Duration.ofMillis(settings.get(Keys.CALL_RING_MS)),
                                Duration.ofMillis(settings.get(Keys.CALL_CONNECT_MS)),
                                Duration.ofMillis(settings.get(Keys.CALL_RECONNECT_MS)),
                                calls.socketGrace(),
                                Duration.ofMillis(settings.get(Keys.BILLING_GRACE_MS)),
                                Duration.ofMillis(settings.get(Keys.CALL_SWITCH_MS)),
                                Duration.ofMillis(settings.get(MoneyKeys.MAXIMUM_CALL_MS)),
                                freeAttempts(settings))),
                defaults.whip().withTestRoom(settings.get(Keys.MEDIA_TEST_ROOM) && isForTryingOut(settings)),
                NodeSettings.of(
                        settings.get(Keys.NODES_ORIGINS),
                        settings.get(Keys.NODES_TOKEN),
                        Duration.ofMillis(settings.get(Keys.NODES_LINGER_MS))),
                Duration.ofMillis(settings.get(Keys.DRAIN_MS)),
                Duration.ofDays(settings.get(Keys.MEDIA_RECORDS_DAYS)),
                defaults.databaseConnections());
    }

    /** Where traces go, null if nothing is followed. */
    static @Nullable TracingConfig tracing(Settings settings) {
        return settings.get(Keys.TRACING_ENDPOINT)
                .map(endpoint -> new TracingConfig(
                        endpoint, settings.get(Keys.TRACING_HEADERS), settings.get(Keys.TRACING_SAMPLE)))
                .orElse(null);
    }

    /** What changes without a restart. */
    static RateLimiter.Limit requestsPerAddress(Settings settings) {
        return new RateLimiter.Limit(
                settings.get(Keys.HTTP_BURST), Duration.ofNanos(1_000_000_000L / settings.get(Keys.HTTP_RATE)));
    }

    /** Whether this server speaks HTTPS itself. */
    static boolean speaksTls(Settings settings) {
        return isByAcme(settings) || !settings.get(Keys.TLS_CERTIFICATE).isEmpty();
    }

    /** Whether its certificate comes from an ACME server. */
    static boolean isByAcme(Settings settings) {
        return !settings.get(Keys.ACME_DOMAINS).isEmpty();
    }

    /** Where its certificate comes from, if it is by ACME. */
    static AcmeConfig acme(Settings settings, Path data, Path home) {
        String trust = settings.get(Keys.ACME_TRUST);
        return new AcmeConfig(
                URI.create(settings.get(Keys.ACME_DIRECTORY)),
                settings.get(Keys.ACME_DOMAINS),
                settings.get(Keys.ACME_EMAIL),
                trust.isEmpty() ? null : home.resolve(trust),
                AcmeConfig.folderIn(data));
    }

    /** Relative paths count from the installation's folder. */
    static HttpConfig.@Nullable Tls tls(Settings settings, Path data, Path home) {
        if (isByAcme(settings)) {
            Path both = AcmeConfig.certificateIn(data);
            return new HttpConfig.Tls(both, both);
        }
        String certificate = settings.get(Keys.TLS_CERTIFICATE);
        return certificate.isEmpty()
                ? null
                : new HttpConfig.Tls(home.resolve(certificate), home.resolve(settings.get(Keys.TLS_KEY)));
    }

    /** Whoever tries things out calls all day with the coins of the demo accounts. */
    static int freeAttempts(Settings settings) {
        return isForTryingOut(settings) ? 0 : settings.get(Keys.CALL_FREE_ATTEMPTS);
    }

    /** What is open to everybody, or known to everybody who reads the start page, must never meet real people's data. */
    static boolean isForTryingOut(Settings settings) {
        return settings.get(Keys.DATABASE_URL).isEmpty() && settings.get(Keys.ENVIRONMENT) == Environment.DEVELOPMENT;
    }

    private static @Nullable Path ifBuilt(Path folder) {
        return Files.isRegularFile(folder.resolve("index.html")) ? folder : null;
    }
}
