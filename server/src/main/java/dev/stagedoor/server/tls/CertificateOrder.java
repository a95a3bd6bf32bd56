package dev.stagedoor.server.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.PollableResource;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;

/** Asks the ACME server for a certificate and proves by HTTP-01 that the names are ours. Blocks for seconds. */
final class CertificateOrder {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration FIRST_POLL = Duration.ofMillis(100);
    private static final Duration LAST_POLL = Duration.ofSeconds(5);
    private static final Set<Status> OVER = Set.of(Status.VALID, Status.INVALID);

    private final AcmeConfig config;
    private final Challenges challenges;

    CertificateOrder(AcmeConfig config, Challenges challenges) {
        this.config = config;
        this.challenges = challenges;
    }

    /**
     * One attempt, with a new key.
     *
     * @throws IOException if the file of trusted authorities cannot be read
     */
    Outcome place(KeyPair accountKey) throws IOException, InterruptedException {
        try {
            return negotiate(accountKey);
        } catch (AcmeRateLimitedException e) {
            return new Outcome.Refused(words(e), e.getRetryAfter().orElse(Instant.MIN));
        } catch (AcmeNetworkException e) {
            return refused(config.directory() + " does not answer: " + words(e));
        } catch (AcmeException e) {
            return refused(words(e));
        } catch (AcmeLazyLoadingException | AcmeProtocolException e) {
            return refused(words(e));
        }
    }

    private Outcome negotiate(KeyPair accountKey) throws IOException, AcmeException, InterruptedException {
        Path trust = config.trust();
        Session session = trust == null
                ? new Session(config.directory())
                : new Session(config.directory(), new TrustedServer(trust));
        AccountBuilder account = new AccountBuilder().agreeToTermsOfService().useKeyPair(accountKey);
        if (!config.email().isEmpty()) {
            account.addEmail(config.email());
        }
        Order order = account.createLogin(session)
                .newOrder()
                .domains(config.domains())
                .create();
        for (Authorization each : order.getAuthorizations()) {
            Optional<String> why = prove(each);
            if (why.isPresent()) {
                return refused(each.getIdentifier().getValue() + ": " + why.get());
            }
        }
        poll(order, Set.of(Status.READY, Status.INVALID));
        KeyPair key = AcmeFolder.newKey();
        order.execute(key);
        poll(order, OVER);
        return order.getStatus() == Status.VALID
                ? new Outcome.Issued(key, order.getCertificate().getCertificateChain())
                : refused(words(order.getError()));
    }

    /** Returns why it could not be proved, if it could not. */
    private Optional<String> prove(Authorization authorization) throws AcmeException, InterruptedException {
        if (authorization.getStatus() == Status.VALID) {
            return Optional.empty(); // proved lately
        }
        Optional<Http01Challenge> offered = authorization.findChallenge(Http01Challenge.class);
        if (offered.isEmpty()) {
            return Optional.of("the ACME server offers no HTTP-01 for it; a name with * needs a certificate by file");
        }
        Http01Challenge challenge = offered.get();
        challenges.expect(challenge.getToken(), challenge.getAuthorization());
        try {
            challenge.trigger();
            poll(authorization, OVER);
        } finally {
            challenges.forget(challenge.getToken());
        }
        if (authorization.getStatus() == Status.VALID) {
            return Optional.empty();
        }
        var _ = challenge.fetch();
        return Optional.of(words(challenge.getError()));
    }

    /** Until one of these is reached; the library's own waiting begins at three seconds, an answer is there in less. */
    private static void poll(PollableResource resource, Set<Status> until) throws AcmeException, InterruptedException {
        Instant limit = Instant.now().plus(LIMIT);
        Duration pause = FIRST_POLL;
        while (!until.contains(resource.getStatus())) {
            if (Instant.now().isAfter(limit)) {
                throw new AcmeException("nothing decided within " + LIMIT.toSeconds() + " s");
            }
            Thread.sleep(pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LAST_POLL) < 0 ? longer : LAST_POLL;
            var _ = resource.fetch();
        }
    }

    private static Outcome refused(String why) {
        return new Outcome.Refused(why, Instant.MIN);
    }

    private static String words(Optional<Problem> problem) {
        return problem.map(Problem::toString).orElse("refused without a reason");
    }

    /** What lies at the bottom says more than what it was wrapped in. */
    private static String words(Exception e) {
        Throwable bottom = e;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return bottom.getMessage() == null ? bottom.getClass().getSimpleName() : bottom.getMessage();
    }
}
