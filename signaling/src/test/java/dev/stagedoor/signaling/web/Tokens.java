package dev.stagedoor.signaling.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Access tokens that are not good, each for one reason; the first has nothing wrong with it. */
final class Tokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final ECKey ours;

    Tokens(DataSource database) {
        this.ours = read(database);
    }

    /** By what is wrong with it. */
    Map<String, String> bad(UUID userId, String role) throws JOSEException {
        Instant later = Instant.now().plusSeconds(600);
        JWTClaimsSet claims = claims(userId, role, "stagedoor", later);
        ECKey theirs = new ECKeyGenerator(Curve.P_256).keyID(ours.getKeyID()).generate();
        ECKey unknown = new ECKeyGenerator(Curve.P_256).keyID("unknown").generate();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("not a token", "abc");
        tokens.put("signed by another key under our key id", sign(theirs, TYPE, claims));
        tokens.put("signed by a key nobody knows", sign(unknown, TYPE, claims));
        tokens.put("another kind of token", sign(ours, JOSEObjectType.JWT, claims));
        tokens.put("another issuer", sign(ours, TYPE, claims(userId, role, "somebody", later)));
        tokens.put("unsigned", new PlainJWT(claims).serialize());
        tokens.put("our public key as a shared secret", signWithPublicKey(claims));
        tokens.put("cut off", sign(ours, TYPE, claims).substring(0, 100));
        return tokens;
    }

    String good(UUID userId, String role) throws JOSEException {
        return sign(ours, TYPE, claims(userId, role, "stagedoor", Instant.now().plusSeconds(600)));
    }

    String expired(UUID userId, String role) throws JOSEException {
        return sign(ours, TYPE, claims(userId, role, "stagedoor", Instant.now().minusSeconds(1)));
    }

    private static JWTClaimsSet claims(UUID userId, String role, String issuer, Instant expires) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(userId.toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("roles", List.of(role))
                .expirationTime(Date.from(expires))
                .build();
    }

    private static String sign(ECKey key, JOSEObjectType type, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(key.getKeyID())
                        .type(type)
                        .build(),
                claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private String signWithPublicKey(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(ours.getKeyID())
                        .type(TYPE)
                        .build(),
                claims);
        token.sign(new MACSigner(ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    private static ECKey read(DataSource database) {
        try (Connection connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("select private_jwk from app.signing_key")) {
            rows.next();
            return ECKey.parse(rows.getString(1));
        } catch (SQLException | ParseException e) {
            throw new IllegalStateException("no signing key in the database", e);
        }
    }
}
