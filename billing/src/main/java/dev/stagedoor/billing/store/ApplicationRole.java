package dev.stagedoor.billing.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The role that posts and may do no more, where the database's owner may have one; V7__roles.sql says what for. */
public final class ApplicationRole {
    private static final String PROVIDE = """
            DO $$
            BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
                    CREATE ROLE stagedoor_billing NOLOGIN;
                END IF;
                GRANT stagedoor_billing TO CURRENT_USER;
            EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
                NULL;
            END $$
            """;

    private ApplicationRole() {}

    /**
     * Makes it in a database server that is to take over a copy: a copy of a database has its grants, but the role is the
     * server's.
     *
     * @return whether it is there now
     */
    public static boolean provide(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(PROVIDE);
            try (ResultSet row = statement.executeQuery("select from pg_roles where rolname = 'stagedoor_billing'")) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look for the role of billing", e);
        }
    }
}
