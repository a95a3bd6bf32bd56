package dev.stagedoor.server.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that there is a certificate and that it does not end. */
public final class CertificateKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);

    /** A clock may be set, and somebody may put other files there: nothing is slept through longer than this. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private static final Duration SHORTEST_SLEEP = Duration.ofSeconds(1);

    private final AcmeConfig config;
    private final AcmeFolder folder;
    private final CertificateOrder order;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("certificate").daemon().factory());
    private final AtomicLong failures = new AtomicLong();
    private int failuresInARow;
    private Instant notBefore = Instant.MIN;

    /** @param challenges answered on port 80 of every domain from now on */
    public CertificateKeeper(AcmeConfig config, Challenges challenges, InstantSource clock, RandomGenerator chance) {
        this.config = config;
        this.folder = new AcmeFolder(config);
        this.order = new CertificateOrder(config, challenges);
        this.clock = clock;
        this.chance = chance;
    }

    /** Returns when there is a certificate for all the names that has not ended, however long that takes. */
    public void awaitCertificate() throws InterruptedException {
        if (usable().isEmpty()) {
            LOG.info(
                    "There is no certificate for {} yet; asking {}. Until it is there, the HTTPS port stays shut.",
                    config.domains(),
                    config.directory());
        }
        while (usable().isEmpty()) {
            Instant next = look();
            if (usable().isEmpty()) {
                Thread.sleep(untilAtLeastShortest(next));
            }
        }
    }

    /** Renews from now on, on a thread of its own. */
    public void start() {
        var _ = thread.submit(this::turn);
    }

    private void turn() {
        try {
            Duration pause = untilAtLeastShortest(look());
            var _ = thread.schedule(
                    this::turn,
                    pause.compareTo(LONGEST_SLEEP) < 0 ? pause.toMillis() : LONGEST_SLEEP.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration untilAtLeastShortest(Instant next) {
        Duration pause = Duration.between(clock.instant(), next);
        return pause.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : pause;
    }

    /** Does what is due now, and returns when something is due next. */
    Instant look() throws InterruptedException {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return notBefore;
        }
        Instant due = usable().map(RenewalTimes::due).orElse(now);
        if (now.isBefore(due)) {
            return due;
        }
        Outcome outcome;
        try {
            outcome = order.place(folder.accountKey());
            if (outcome instanceof Outcome.Issued(var key, var chain)) {
                folder.keep(key.getPrivate(), chain);
            }
        } catch (IOException | RuntimeException e) {
            // Whatever it is, it must not be the last attempt.
            LOG.debug("asking for a certificate failed", e);
            outcome = new Outcome.Refused(String.valueOf(e.getMessage()), Instant.MIN);
        }
        return switch (outcome) {
            case Outcome.Issued issued -> issued(issued.chain().getFirst());
            case Outcome.Refused refused -> refused(refused, now);
        };
    }

    private Instant issued(X509Certificate certificate) {
        failuresInARow = 0;
        Instant due = RenewalTimes.due(certificate);
        LOG.info(
                "Got a certificate for {} that ends {}; the next one is due {}",
                config.domains(),
                certificate.getNotAfter().toInstant(),
                due);
        return due;
    }

    private Instant refused(Outcome.Refused refused, Instant now) {
        failures.incrementAndGet();
        failuresInARow++;
        Instant next = now.plus(RenewalTimes.pauseAfter(failuresInARow, chance));
        notBefore = next.isAfter(refused.notBefore()) ? next : refused.notBefore();
        LOG.warn(
                "No certificate for {} at attempt {}: {}. Trying again {}; ./stagedoor doctor says whether the names lead here.",
                config.domains(),
                failuresInARow,
                refused.why(),
                notBefore);
        return notBefore;
    }

    /** The present one, if it is for all the names and has not ended. */
    private Optional<X509Certificate> usable() {
        return folder.certificate()
                .filter(each -> clock.instant().isBefore(each.getNotAfter().toInstant()))
                .filter(each -> config.domains().stream().allMatch(name -> Certificates.covers(each, name)));
    }

    /** How often no certificate was to be had, since the start. */
    public long failures() {
        return failures.get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
