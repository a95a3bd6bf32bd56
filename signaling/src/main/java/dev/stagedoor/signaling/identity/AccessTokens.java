package dev.stagedoor.signaling.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.stagedoor.signaling.identity.AccessToken.Verification;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Issues and checks access tokens: JWTs (RFC 7519) signed with ES256. Only that algorithm is accepted, and only under a
 * key id of ours: what the token itself claims about how to check it is never followed (RFC 8725 section 3.1).
 */
public final class AccessTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String ROLES = "roles";
    private static final String SESSION = "sid";
    private static final String LACKS_SECOND_FACTOR = "lacks2fa";

    private final KeyRing keys;
    private final String issuer;
    private final Duration lifetime;
    private final InstantSource clock;

    AccessTokens(KeyRing keys, String issuer, Duration lifetime, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** How long a new token is good for. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Public keys for those who check our tokens themselves, as an RFC 7517 JWK set in JSON. */
    public String publicKeys() {
        return keys.publicKeys().toString(true);
    }

    /** @param lacksSecondFactor whether the roles of the house are left out, for want of a second factor */
    String issue(Account account, UUID sessionId, boolean lacksSecondFactor) {
        Instant now = clock.instant();
        ECKey key = keys.signingKey();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(TYPE)
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(account.id().toString())
                .claim(SESSION, sessionId.toString())
                .claim(
                        ROLES,
                        new TreeSet<>(account.roles())
                                .stream()
                                        .filter(role -> role.isForEverybody() || !lacksSecondFactor)
                                        .map(Role::name)
                                        .toList())
                .claim(LACKS_SECOND_FACTOR, lacksSecondFactor ? true : null)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with key " + key.getKeyID(), e);
        }
        return token.serialize();
    }

    /** Looks at a token that somebody sent. May block when the token names a key that is new to this node. */
    public Verification verify(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            return isGenuine(token) ? read(token.getJWTClaimsSet()) : new Verification.Invalid();
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return new Verification.Invalid();
        }
    }

    private boolean isGenuine(SignedJWT token) throws JOSEException {
        JWSHeader header = token.getHeader();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                || !TYPE.equals(header.getType())
                || header.getKeyID() == null) {
            return false;
        }
        ECKey key = keys.verificationKey(header.getKeyID());
        return key != null && token.verify(new ECDSAVerifier(key));
    }

    private Verification read(JWTClaimsSet claims) throws ParseException {
        if (!issuer.equals(claims.getIssuer())) {
            return new Verification.Invalid();
        }
        Instant expiresAt = claims.getExpirationTime().toInstant();
        if (!clock.instant().isBefore(expiresAt)) {
            return new Verification.Expired();
        }
        Set<Role> roles =
                claims.getStringListClaim(ROLES).stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
        return new Verification.Valid(new AccessToken(
                UUID.fromString(claims.getSubject()),
                UUID.fromString(claims.getStringClaim(SESSION)),
                roles,
                expiresAt,
                Boolean.TRUE.equals(claims.getBooleanClaim(LACKS_SECOND_FACTOR))));
    }
}
