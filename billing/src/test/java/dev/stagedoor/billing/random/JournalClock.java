package dev.stagedoor.billing.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.Sql;
import java.time.Instant;
import javax.sql.DataSource;

/** Lets the database date transfers by a calendar that is moved by hand; between two moves its clock goes on by itself. */
final class JournalClock {
    private JournalClock() {}

    static void install(DataSource owner) {
        assertThat(Sql.attempt(owner, "create table billing.model_clock (ahead interval not null)", """
                        create function billing.model_now() returns timestamptz language sql volatile security definer
                        as 'select clock_timestamp() + ahead from billing.model_clock'""", """
                        insert into billing.model_clock values (interval '0')""", """
                        alter table billing.transfer alter column created_at set default billing.model_now()"""))
                .isEmpty();
    }

    static void set(DataSource owner, Instant now) {
        assertThat(Sql.attempt(
                        owner, "update billing.model_clock set ahead = timestamptz '" + now + "' - clock_timestamp()"))
                .isEmpty();
    }
}
