package dev.stagedoor.billing.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema {@code billing} up to date. Forward only. */
public final class Migrations {
    private static final String SCHEMA = "billing";

    private Migrations() {}

    /** @param owner may create the schema, or owns it */
    public static void run(DataSource owner) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(owner)
                .schemas(SCHEMA)
                .locations("classpath:db/" + SCHEMA)
                .load()
                .migrate();
    }
}
