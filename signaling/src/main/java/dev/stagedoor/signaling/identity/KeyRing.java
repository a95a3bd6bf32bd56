package dev.stagedoor.signaling.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of access tokens, rotated. A successor is made {@link #HEAD_START} before its predecessor stops signing, so
 * that whoever caches the published set knows it in time; a predecessor stays published until its last token is dead. The
 * keys live in the database and this is a copy of them: a key id it does not know makes it look again.
 */
final class KeyRing {
    private static final Duration HEAD_START = Duration.ofDays(1);
    /** A flood of made-up key ids must not become a flood of queries. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(2);

    private final SigningKeyStore store;
    private final Duration keyLifetime;
    private final Duration tokenLifetime;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Ring ring = new Ring(List.of(), Instant.MIN);

    private record Ring(List<Entry> entries, Instant loadedAt) {}

    private record Entry(SigningKey key, ECKey parsed) {}

    KeyRing(SigningKeyStore store, Duration keyLifetime, Duration tokenLifetime, InstantSource clock) {
        this.store = store;
        this.keyLifetime = keyLifetime;
        this.tokenLifetime = tokenLifetime;
        this.clock = clock;
    }

    /** The key to sign with now; makes one if none is left, and its successor when it is time. */
    ECKey signingKey() {
        Instant now = clock.instant();
        if (!signsAt(now.plus(HEAD_START))) {
            provideFor(now);
        }
        return ring.entries().stream()
                .filter(entry -> isSigning(entry.key(), now))
                .max(Comparator.comparing(entry -> entry.key().signsFrom()))
                .map(Entry::parsed)
                .orElseThrow(() -> new IllegalStateException("no key signs at " + now + " of "
                        + ring.entries().stream().map(Entry::key).toList()));
    }

    /** The key of this id, null if it is not ours or its last token is dead. */
    @Nullable
    ECKey verificationKey(String kid) {
        ECKey known = published(kid);
        if (known != null || clock.instant().isBefore(ring.loadedAt().plus(LOOK_AGAIN_AFTER))) {
            return known;
        }
        load();
        return published(kid);
    }

    /** What others need to check our tokens: public parts only. */
    JWKSet publicKeys() {
        signingKey();
        Instant now = clock.instant();
        return new JWKSet(ring.entries().stream()
                .filter(entry -> isPublished(entry.key(), now))
                .map(entry -> (JWK) entry.parsed().toPublicJWK())
                .toList());
    }

    private @Nullable ECKey published(String kid) {
        Instant now = clock.instant();
        for (Entry entry : ring.entries()) {
            if (entry.key().kid().equals(kid) && isPublished(entry.key(), now)) {
                return entry.parsed();
            }
        }
        return null;
    }

    private boolean signsAt(Instant moment) {
        return ring.entries().stream().anyMatch(entry -> isSigning(entry.key(), moment));
    }

    private static boolean isSigning(SigningKey key, Instant moment) {
        return !moment.isBefore(key.signsFrom()) && moment.isBefore(key.signsUntil());
    }

    private boolean isPublished(SigningKey key, Instant now) {
        return now.isBefore(key.signsUntil().plus(tokenLifetime));
    }

    private void provideFor(Instant moment) {
        // Whole milliseconds: the database rounds to microseconds, and a key rounded up would not sign yet.
        Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
        lock.lock();
        try {
            load();
            if (!signsAt(now)) {
                add(now, now);
            }
            // Two nodes may do this at once; two successors are as good as one.
            if (!signsAt(now.plus(HEAD_START))) {
                Instant last = ring.entries().stream()
                        .map(entry -> entry.key().signsUntil())
                        .max(Comparator.naturalOrder())
                        .orElse(now);
                add(now, last);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(Instant now, Instant signsFrom) {
        try {
            ECKey pair = new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            store.add(
                    new SigningKey(pair.getKeyID(), pair.toJSONString(), now, signsFrom, signsFrom.plus(keyLifetime)));
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot make P-256 keys", e);
        }
        load();
    }

    private void load() {
        Instant now = clock.instant();
        List<Entry> entries = store.signingUntilAfter(now.minus(tokenLifetime)).stream()
                .map(key -> new Entry(key, parse(key)))
                .toList();
        ring = new Ring(entries, now);
    }

    private static ECKey parse(SigningKey key) {
        try {
            return ECKey.parse(key.privateJwk());
        } catch (ParseException e) {
            throw new IllegalStateException("stored key " + key.kid() + " is not a P-256 JWK", e);
        }
    }
}
