package dev.stagedoor.billing.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.Sql;
import java.time.LocalDate;
import javax.sql.DataSource;

/** A tax that people with little money meet, too: a tenth of what is paid out above 50.00 in a year that begins in April. */
final class TaxOfTheModel {
    static final String PRESET = "MODEL";

    private static final long FREE_MINOR = 5_000;

    private TaxOfTheModel() {}

    static void enact(DataSource owner) {
        assertThat(Sql.attempt(owner, """
                        insert into billing.tax_rule (preset, version, jurisdiction, section, rate_basis_points,
                            no_id_rate_basis_points, threshold_minor, on_cross, tax_point, year_begins, year_zone, valid_from)
                        values ('%s', 1, 'IN', '194J', 1000, 1000, %d, 'EXCESS', 'PAYOUT', '04-01', '%s', '2000-04-01')""".formatted(PRESET, FREE_MINOR, Scene.ZONE)))
                .isEmpty();
    }

    /** The year that a day belongs to. */
    static int yearOf(LocalDate day) {
        return day.getMonthValue() >= 4 ? day.getYear() : day.getYear() - 1;
    }

    /** What is taxed of a payment, after a year of which so much was paid and so much of that was taxed. */
    static long taxable(long yearMinor, long taxedMinor, long minor) {
        return Math.max(0, Math.max(0, yearMinor + minor - FREE_MINOR) - taxedMinor);
    }

    /** Rounded half up. */
    static long tax(long taxableMinor) {
        return (taxableMinor + 5) / 10;
    }
}
