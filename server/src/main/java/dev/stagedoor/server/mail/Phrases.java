package dev.stagedoor.server.mail;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DecimalFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What mail says in one language, with numbers and days as they are written where the reader is: 1,23,456 in India. */
final class Phrases {
    /** As BCP 47 has them: English, Hindi, Kannada, Tamil, Telugu. */
    static final List<String> LANGUAGES = List.of("en", "hi", "kn", "ta", "te");

    /** For whoever has not said anything: the house's language, and numbers as the house has them. */
    private static final ULocale DEFAULT = ULocale.forLanguageTag("en-IN");

    private static final int DECIMALS_OF_COINS = 2;

    private final ULocale locale;
    private final Properties patterns;

    private Phrases(ULocale locale, Properties patterns) {
        this.locale = locale;
        this.patterns = patterns;
    }

    /** @param tag language and region (BCP 47), null if it is not known; a language that we do not speak counts as that */
    static Phrases in(@Nullable String tag) {
        ULocale wanted = tag == null ? DEFAULT : ULocale.forLanguageTag(tag);
        ULocale spoken = LANGUAGES.contains(wanted.getLanguage())
                // Language and region only: a tag may ask for other calendars and digits as well, which are nobody's
                // habit here.
                ? new ULocale(wanted.getLanguage(), wanted.getCountry())
                : DEFAULT;
        return new Phrases(spoken, read(spoken.getLanguage()));
    }

    private static Properties read(String language) {
        String file = language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Phrases.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            Properties patterns = new Properties();
            patterns.load(reader);
            return patterns;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " from the class path", e);
        }
    }

    /** The phrase of this id with what belongs into it, numbers in the reader's form. */
    String say(String id, Map<String, Object> values) {
        String pattern = patterns.getProperty(id);
        if (pattern == null) {
            throw new IllegalStateException("nothing is said for " + id + " in " + locale);
        }
        return new MessageFormat(pattern, locale).format(values);
    }

    /** The day of a moment, in full. */
    String day(Instant moment, ZoneId zone) {
        DateFormat format = DateFormat.getDateInstance(DateFormat.LONG, locale);
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return format.format(Date.from(moment));
    }

    /** Coins as the pages show them, to be put into a phrase. */
    BigDecimal coins(long amountMinor) {
        return BigDecimal.valueOf(amountMinor, Asset.COIN.scale()).setScale(DECIMALS_OF_COINS, RoundingMode.HALF_UP);
    }

    /** Money of a currency: ₹1,23,456.00. Grouped as other numbers are; in Tamil CLDR has another habit for money, and browsers have not. */
    String amount(Money money) {
        DecimalFormat format = (DecimalFormat) NumberFormat.getCurrencyInstance(locale);
        DecimalFormat plain = (DecimalFormat) NumberFormat.getInstance(locale);
        format.setGroupingSize(plain.getGroupingSize());
        format.setSecondaryGroupingSize(plain.getSecondaryGroupingSize());
        format.setCurrency(Currency.getInstance(money.asset().name()));
        return format.format(
                BigDecimal.valueOf(money.amountMinor(), money.asset().scale()));
    }

    /** Language and region (BCP 47). */
    String tag() {
        return locale.toLanguageTag();
    }

    /** What can be said. */
    Set<String> ids() {
        return patterns.stringPropertyNames();
    }
}
