package dev.stagedoor.server.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every setting there is. The order is the order in which {@code ./stagedoor config} prints them. */
public final class Keys {
    public static final Key<Environment> ENVIRONMENT = Key.choice(
            "environment",
            Environment.DEVELOPMENT,
            Environment.class,
            "DEVELOPMENT, or PRODUCTION, which refuses the sandbox payment provider and demo accounts.");

    public static final Key<String> HTTP_HOST =
            Key.text("http.host", "0.0.0.0", "Address that HTTP and WebSocket listen on.");
    public static final Key<Integer> HTTP_PORT =
            Key.port("http.port", 8080, "TCP port of HTTP and WebSocket; 0 takes a free one.");
    public static final Key<String> PUBLIC_URL = Key.text(
            "http.public-url", "", "Where browsers reach this server; empty means http://localhost and the port.");

    public static final Key<String> TLS_CERTIFICATE = Key.text(
            "tls.certificate",
            "",
            "PEM file of the certificate and its chain, to speak HTTPS; empty behind a proxy that does.");
    public static final Key<String> TLS_KEY =
            Key.text("tls.key", "", "PEM file of the certificate's private key (PKCS #8), readable by this user only.");

    public static final Key<List<String>> ACME_DOMAINS = Key.list(
            "tls.acme.domains",
            "Names to get a certificate for by ACME, comma-separated; empty means none, or one by tls.certificate.");
    public static final Key<Boolean> ACME_TERMS =
            Key.flag("tls.acme.terms-agreed", false, "Whether you agree to the terms of service of the ACME server.");
    public static final Key<String> ACME_DIRECTORY = Key.text(
            "tls.acme.directory",
            "https://acme-v02.api.letsencrypt.org/directory",
            "Directory of the ACME server; Let's Encrypt unless set.");
    public static final Key<String> ACME_EMAIL =
            Key.text("tls.acme.email", "", "Where the ACME server may write to about the account; may be empty.");
    public static final Key<Integer> ACME_PORT = Key.port(
            "tls.acme.http-port",
            80,
            "TCP port where challenges are answered and people are led to HTTPS; the names' port 80 must lead to it.");
    public static final Key<String> ACME_TRUST = Key.text(
            "tls.acme.trust",
            "",
            "PEM file of the authority that an ACME server of your own is known by; empty means those that Java trusts.");

    public static final Key<Integer> HTTP_BURST = Key.integer(
            "http.requests-burst",
            1_200,
            1,
            1_000_000,
            "API requests that one address may make at once. Changes without a restart.");
    public static final Key<Integer> HTTP_RATE = Key.integer(
            "http.requests-per-second",
            100,
            1,
            100_000,
            "API requests a second that one address may go on making. Changes without a restart.");
    public static final Key<Boolean> TRUST_FORWARDED = Key.flag(
            "http.trust-forwarded-for",
            false,
            "Whether a proxy of yours stands in front and appends people's addresses to X-Forwarded-For.");
    public static final Key<Long> DRAIN_MS = Key.milliseconds(
            "drain.within-ms", 15_000, "How long a server that is told to stop lets calls go on, in ms.");

    public static final Key<String> METRICS_TOKEN = Key.secret(
            "metrics.token",
            "Bearer token that /metrics asks for; empty means that only this machine may read it. Set it behind a proxy.");

    public static final Key<String> DATA_DIRECTORY =
            Key.text("data.directory", "data", "Folder of the embedded database and of secrets made at first start.");
    public static final Key<String> DATABASE_URL = Key.secret(
            "database.url",
            "PostgreSQL to use, postgres://user:password@host:5432/name; empty starts the embedded one. DATABASE_URL works too.");
    public static final Key<Integer> DATABASE_POOL_SIZE =
            Key.integer("database.pool-size", 16, 2, 200, "Connections kept to the database.");

    public static final Key<String> MEDIA_HOST = Key.text("media.host", "0.0.0.0", "Address that media listens on.");
    public static final Key<Integer> MEDIA_PORT =
            Key.port("media.port", 10_000, "UDP port of all media; 0 takes a free one.");
    public static final Key<List<String>> MEDIA_ADVERTISE = Key.list(
            "media.advertise",
            "Addresses put into ICE candidates, comma-separated, each an address, address:port, stun:HOST to ask such a server at start, or cloud to ask that of AWS, Google or Azure; empty means all of this machine's.");
    public static final Key<Integer> MEDIA_LOOPS =
            Key.integer("media.loops", 0, 0, 256, "Media event loops; 0 means one per core.");
    public static final Key<Boolean> MEDIA_SEGMENTATION = Key.flag(
            "media.segmentation",
            true,
            "Whether packets to one person may be handed to the system in groups, for about half of what sending costs; false for a network card, driver or tunnel that loses them.");
    public static final Key<Integer> MEDIA_PUBLISHER_KBPS = Key.integer(
            "media.publisher-kbps",
            2_500,
            300,
            20_000,
            "The most that one person's browser or encoder is told to send, all sizes of its picture together, in kbit/s.");
    public static final Key<Integer> MEDIA_VIEWER_KBPS = Key.integer(
            "media.viewer-kbps",
            0,
            0,
            20_000,
            "The most that one viewer is sent, sound first, in kbit/s; 0 means whatever its path carries. The smallest size of a picture is sent anyway.");
    public static final Key<Long> MEDIA_GAP_MS = Key.milliseconds(
            "media.gap-ms", 5_000, "Silence of a direction after which its time no longer counts as delivered, in ms.");
    public static final Key<Long> MEDIA_CONSENT_TIMEOUT_MS = Key.milliseconds(
            "media.consent-timeout-ms", 30_000, "A peer not heard from for this long is gone (RFC 7675), in ms.");

    public static final Key<Boolean> MEDIA_TEST_ROOM = Key.flag(
            "media.test-room",
            true,
            "Opens /whip/test and /whep/test to everybody; only ever in DEVELOPMENT on the embedded database.");

    public static final Key<Integer> MEDIA_RECORDS_DAYS = Key.integer(
            "media.records-days",
            30,
            0,
            3_650,
            "For how many days what the media node saw of a call is kept, network addresses among it; 0 keeps nothing.");
    public static final Key<List<String>> NODES_ORIGINS = Key.servers(
            "nodes.origins",
            "Servers of this installation to pull a live room from that is watched here and published there, comma-separated http(s) URLs in the order in which they are asked.");
    public static final Key<String> NODES_TOKEN = Key.secret(
            "nodes.token",
            "Secret that the servers of this installation show each other; empty lets no other server pull from this one.");
    public static final Key<Long> NODES_LINGER_MS = Key.milliseconds(
            "nodes.linger-ms",
            30_000,
            "How long a live room is pulled on after the last who watched it has gone, in ms; 0 ends it at once.");

    public static final Key<List<String>> ICE_STUN_URLS =
            Key.list("ice.stun-urls", "STUN servers given to browsers, for example stun:stun.example.org:3478.");
    public static final Key<List<String>> TURN_URLS = Key.list(
            "turn.urls",
            "Relays given to browsers, comma-separated, for example turn:turn.example.org:3478?transport=udp,turns:turn.example.org:443?transport=tcp.");
    public static final Key<String> TURN_SECRET =
            Key.secret("turn.secret", "Secret shared with coturn, from which each person's credentials are made.");
    public static final Key<Long> TURN_TTL_MS = Key.milliseconds(
            "turn.ttl-ms",
            3_600_000,
            "How long a person may open relays with credentials once given, in ms; relays that are open go on.");

    public static final Key<Long> CALL_RING_MS =
            Key.milliseconds("call.ring-ms", 45_000, "How long an unanswered call rings, in ms.");
    public static final Key<Integer> CALL_FREE_ATTEMPTS = Key.integer(
            "call.free-attempts",
            5,
            0,
            1_000,
            "How many calls within 24 hours somebody lets ring who has neither bought coins nor a plan; 0 for any number, as always in DEVELOPMENT on the embedded database.");
    public static final Key<Long> CALL_CONNECT_MS = Key.milliseconds(
            "call.connect-ms", 20_000, "How long an accepted call may take until media flows both ways, in ms.");
    public static final Key<Long> CALL_RECONNECT_MS = Key.milliseconds(
            "call.reconnect-ms", 30_000, "How long a dropped connection has to come back, unbilled, in ms.");

    public static final Key<Long> CALL_SWITCH_MS = Key.milliseconds(
            "call.switch-ms",
            30_000,
            "How long one side of a call is asked whether it goes on with a picture, or without, in ms.");

    public static final Key<Long> BILLING_RATE_UNIT_MS = Key.milliseconds(
            "billing.rate-unit-ms",
            60_000,
            "The length of the minute in \"coins a minute\", in ms; only tests change it.");
    public static final Key<Long> BILLING_WARN_REMAINING_MS = Key.milliseconds(
            "billing.warn-remaining-ms", 120_000, "Paid time left at which a viewer is warned, in ms.");
    public static final Key<Long> BILLING_FINAL_REMAINING_MS = Key.milliseconds(
            "billing.final-remaining-ms",
            30_000,
            "Paid time left at which a viewer is warned for the last time, in ms.");
    public static final Key<Long> BILLING_EXTEND_BELOW_MS =
            Key.milliseconds("billing.extend-below-ms", 75_000, "Paid time left at which a hold is extended, in ms.");
    public static final Key<Long> BILLING_GRACE_MS =
            Key.milliseconds("billing.grace-ms", 10_000, "How long a paused, unfunded call waits for a top-up, in ms.");
    public static final Key<Long> BILLING_HEARTBEAT_MS = Key.milliseconds(
            "billing.heartbeat-ms",
            10_000,
            "How often delivered time is made durable, in ms; the most a crash can cost.");
    public static final Key<Long> BILLING_LEASE_MS = Key.milliseconds(
            "billing.lease-ms",
            30_000,
            "A session whose node has not renewed for this long is settled by another, in ms.");
    public static final Key<Integer> BILLING_SPLIT_BASIS_POINTS = Key.integer(
            "billing.split-basis-points",
            4_500,
            0,
            10_000,
            "The performer's share of a coin until a price list is published, in hundredths of a percent.");
    public static final Key<Boolean> BILLING_PEAK_HOURS = Key.flag(
            "billing.peak-hours",
            true,
            "Whether calls are dearer in the evening, as in the first price list, until another is published.");
    public static final Key<Integer> CODES_ALONE_COINS = Key.integer(
            "approval.codes-alone-coins",
            1_000,
            0,
            1_000_000_000,
            "Coins that one person of the house may promise by codes within a day; more needs a second person.");
    public static final Key<Boolean> SANDBOX_ALLOWED_IN_PRODUCTION = Key.flag(
            "billing.allow-sandbox", false, "Lets the sandbox payment provider run although this is production.");
    public static final Key<Boolean> PAYOUT_SECOND_FACTOR = Key.flag(
            "payouts.second-factor",
            false,
            "Pays nobody on request who has not set up a second factor; who has is always asked for it.");
    public static final Key<Boolean> HOUSE_SECOND_FACTOR = Key.flag(
            "house.second-factor",
            false,
            "Lets admins, finance and support do nothing in the console until they have set up a second factor.");
    public static final Key<String> SECRET_KEYS = Key.secret(
            "secrets.keys",
            "Keys that seal bank accounts and second factors, 32 bytes each in Base 64, comma-separated, the present one first; empty takes the file secrets.keys in the data directory. The same on all servers of one database.");

    public static final Key<Boolean> DEMO_ACCOUNTS = Key.flag(
            "demo.accounts",
            true,
            "Makes two demo accounts, an admin and a second person for finance; only ever on the embedded database.");
    public static final Key<LogLevel> LOG_LEVEL = Key.choice(
            "log.level",
            LogLevel.INFO,
            LogLevel.class,
            "ERROR, WARN, INFO, DEBUG or TRACE, of our own classes. Changes without a restart.");
    public static final Key<LogFormat> LOG_FORMAT = Key.choice(
            "log.format",
            LogFormat.TEXT,
            LogFormat.class,
            "TEXT, or JSON with one object a line. Changes without a restart.");

    public static final Key<Optional<URI>> TRACING_ENDPOINT = Key.address(
            "tracing.endpoint",
            "/v1/traces",
            "Where traces of requests are sent by OTLP over HTTP, for example http://localhost:4318; empty follows nothing.");
    public static final Key<Double> TRACING_SAMPLE = Key.fraction(
            "tracing.sample", 1, "Part of requests that is followed, 0 to 1, unless a proxy of yours has decided.");
    public static final Key<Map<String, String>> TRACING_HEADERS = Key.headers(
            "tracing.headers",
            "Headers that are sent along, name=value, comma-separated, for example Authorization=Bearer and a token.");

    private static final List<Key<?>> OWN = List.of(
            ENVIRONMENT,
            HTTP_HOST,
            HTTP_PORT,
            PUBLIC_URL,
            TLS_CERTIFICATE,
            TLS_KEY,
            ACME_DOMAINS,
            ACME_TERMS,
            ACME_DIRECTORY,
            ACME_EMAIL,
            ACME_PORT,
            ACME_TRUST,
            HTTP_BURST,
            HTTP_RATE,
            TRUST_FORWARDED,
            DRAIN_MS,
            METRICS_TOKEN,
            DATA_DIRECTORY,
            DATABASE_URL,
            DATABASE_POOL_SIZE,
            MEDIA_HOST,
            MEDIA_PORT,
            MEDIA_ADVERTISE,
            MEDIA_LOOPS,
            MEDIA_SEGMENTATION,
            MEDIA_PUBLISHER_KBPS,
            MEDIA_VIEWER_KBPS,
            MEDIA_GAP_MS,
            MEDIA_CONSENT_TIMEOUT_MS,
            MEDIA_TEST_ROOM,
            MEDIA_RECORDS_DAYS,
            NODES_ORIGINS,
            NODES_TOKEN,
            NODES_LINGER_MS,
            ICE_STUN_URLS,
            TURN_URLS,
            TURN_SECRET,
            TURN_TTL_MS,
            CALL_RING_MS,
            CALL_FREE_ATTEMPTS,
            CALL_CONNECT_MS,
            CALL_SWITCH_MS,
            CALL_RECONNECT_MS,
            BILLING_RATE_UNIT_MS,
            BILLING_WARN_REMAINING_MS,
            BILLING_FINAL_REMAINING_MS,
            BILLING_EXTEND_BELOW_MS,
            BILLING_GRACE_MS,
            BILLING_HEARTBEAT_MS,
            BILLING_LEASE_MS,
            BILLING_SPLIT_BASIS_POINTS,
            BILLING_PEAK_HOURS,
            CODES_ALONE_COINS,
            SANDBOX_ALLOWED_IN_PRODUCTION,
            PAYOUT_SECOND_FACTOR,
            HOUSE_SECOND_FACTOR,
            SECRET_KEYS,
            DEMO_ACCOUNTS,
            LOG_LEVEL,
            LOG_FORMAT,
            TRACING_ENDPOINT,
            TRACING_SAMPLE,
            TRACING_HEADERS);

    /** Those that count at once when the settings file changes. */
    public static final Set<Key<?>> LIVE = Set.of(LOG_LEVEL, LOG_FORMAT, HTTP_BURST, HTTP_RATE);

    static final List<Key<?>> ALL = Stream.of(
                    OWN, MoneyKeys.ALL, RiskKeys.ALL, MailKeys.ALL, AlertKeys.ALL, PaymentKeys.ALL)
            .<Key<?>>flatMap(List::stream)
            .toList();

    private Keys() {}
}
