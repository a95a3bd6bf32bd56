package dev.stagedoor.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import javax.sql.DataSource;

/** While it stands, the database writes no row of a table that is about somebody. */
public final class Obstacle implements AutoCloseable {
    private final DataSource owner;
    private final String table;

    /** @param column whose value names whom it is about */
    public Obstacle(FreshDatabase database, String table, String column, UUID who) {
        this.owner = database.owner();
        this.table = table;
        assertThat(Sql.attempt(
                        owner,
                        "create function billing.obstacle() returns trigger language plpgsql"
                                + " as 'begin raise exception ''in the way''; end'",
                        "create trigger a_obstacle before insert or update on billing.%s for each row when (new.%s = '%s')"
                                        .formatted(table, column, who)
                                + " execute function billing.obstacle()"))
                .isEmpty();
    }

    @Override
    public void close() {
        assertThat(Sql.attempt(
                        owner, "drop trigger a_obstacle on billing." + table, "drop function billing.obstacle()"))
                .isEmpty();
    }
}
