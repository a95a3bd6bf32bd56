package dev.stagedoor.billing.tax;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;

/**
 * A year as a tax office counts it.
 *
 * @param begins first day of the year, for example 1 April
 * @param zone whose calendar decides which day a moment belongs to
 */
public record TaxYear(MonthDay begins, ZoneId zone) {
    public TaxYear {
        if (!begins.isValidYear(2023)) {
            throw new DateTimeException("a tax year cannot begin on " + begins + ", which is not in every year");
        }
    }

    /** First day of the tax year that the day lies in. */
    public LocalDate startOf(LocalDate day) {
        LocalDate start = begins.atYear(day.getYear());
        return day.isBefore(start) ? begins.atYear(day.getYear() - 1) : start;
    }

    /** First day of the tax year that the moment lies in. */
    public LocalDate startOf(Instant moment) {
        return startOf(LocalDate.ofInstant(moment, zone));
    }
}
