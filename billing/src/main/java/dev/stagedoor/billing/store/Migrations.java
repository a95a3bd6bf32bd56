package dev.stagedoor.billing.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema {@code billing} up to date. Forward only. */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
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
        Object begun = DSL.using(owner, SQLDialect.POSTGRES).fetchValue("select billing.begin_era_after_restore()");
        if (Boolean.TRUE.equals(begun)) {
            LOG.info("The journal was restored from another database cluster; its transfers begin a new era here");
        }
    }
}
