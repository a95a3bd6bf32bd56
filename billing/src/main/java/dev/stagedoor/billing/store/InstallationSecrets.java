package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.INSTALLATION_SECRET;

import java.security.SecureRandom;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Secrets that an installation makes when they are first asked for, and that are never shown. */
final class InstallationSecrets {
    private static final int BYTES = 32;

    private InstallationSecrets() {}

    static byte[] of(DSLContext sql, String name) {
        byte[] known = find(sql, name);
        if (known != null) {
            return known;
        }
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        sql.insertInto(INSTALLATION_SECRET)
                .set(INSTALLATION_SECRET.NAME, name)
                .set(INSTALLATION_SECRET.SECRET, fresh)
                .onConflictDoNothing()
                .execute();
        // Somebody may have been faster.
        return Objects.requireNonNull(find(sql, name));
    }

    private static byte @Nullable [] find(DSLContext sql, String name) {
        return sql.select(INSTALLATION_SECRET.SECRET)
                .from(INSTALLATION_SECRET)
                .where(INSTALLATION_SECRET.NAME.eq(name))
                .fetchOne(INSTALLATION_SECRET.SECRET);
    }
}
