package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.SHARED_TRAIT;

import dev.stagedoor.billing.risk.TraitKind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What accounts have in common, by HMAC-SHA256 under a secret of the installation. */
final class TraitRows {
    private static final String ALGORITHM = "HmacSHA256";

    private TraitRows() {}

    static void seen(DSLContext sql, UUID accountId, TraitKind kind, String value, Instant at) {
        sql.insertInto(SHARED_TRAIT)
                .set(SHARED_TRAIT.KIND, kind.name())
                .set(SHARED_TRAIT.DIGEST, digest(sql, kind, value))
                .set(SHARED_TRAIT.ACCOUNT_ID, accountId)
                .set(SHARED_TRAIT.FIRST_SEEN, Instants.utc(at))
                .set(SHARED_TRAIT.LAST_SEEN, Instants.utc(at))
                .onConflict(SHARED_TRAIT.KIND, SHARED_TRAIT.DIGEST, SHARED_TRAIT.ACCOUNT_ID)
                .doUpdate()
                // Clocks may go back.
                .set(SHARED_TRAIT.LAST_SEEN, DSL.greatest(SHARED_TRAIT.LAST_SEEN, DSL.val(Instants.utc(at))))
                .execute();
    }

    static int forget(DSLContext sql, Instant notSeenSince) {
        return sql.deleteFrom(SHARED_TRAIT)
                .where(SHARED_TRAIT.LAST_SEEN.lt(Instants.utc(notSeenSince)))
                .execute();
    }

    private static byte[] digest(DSLContext sql, TraitKind kind, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(InstallationSecrets.of(sql, "traits"), ALGORITHM));
            mac.update((kind.name() + ' ').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
