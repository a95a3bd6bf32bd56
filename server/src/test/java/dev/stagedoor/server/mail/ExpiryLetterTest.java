package dev.stagedoor.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.wallet.ExpiringCoins;
import dev.stagedoor.billing.wallet.ExpiryWarning;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.mail.Draft;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read whose coins will expire. */
class ExpiryLetterTest {
    private static final UUID OWNER = new UUID(0, 7);
    private static final Instant WARNED = Instant.parse("2026-03-04T21:30:00.123456Z");
    private static final ExpiryLetter LETTER =
            new ExpiryLetter(URI.create("https://live.example.org"), ZoneId.of("Asia/Kolkata"));

    /** Everything that any phrase has in it. */
    private static final Map<String, Object> VALUES = Map.of(
            "name",
            "Asha",
            "site",
            "x.org",
            "coins",
            12_345_678,
            "day",
            "DAY",
            "amount",
            "AMOUNT",
            "seller",
            "SELLER",
            "reference",
            "REF",
            "reason",
            "WHY");

    private static Account reader(@Nullable String locale, String name) {
        return new Account(
                OWNER, "a@example.org", name, "", Set.of(Role.VIEWER), LocalDate.EPOCH, Instant.EPOCH, locale);
    }

    /** @param at time of day in UTC on 2 April */
    private static ExpiringCoins coins(LotClass lotClass, long amountMinor, String at) {
        return new ExpiringCoins(lotClass, Money.coins(amountMinor), false, Instant.parse("2026-04-02T" + at + "Z"));
    }

    private static Draft write(@Nullable String locale, ExpiringCoins... coins) {
        return LETTER.write(reader(locale, "Asha"), new ExpiryWarning(OWNER, WARNED, List.of(coins)));
    }

    @Test
    void saysHowManyOfWhichKindByWhenAndWhatToDo() {
        Draft draft = write(
                "en-IN",
                coins(LotClass.BONUS, 15_000, "10:00:00"),
                coins(LotClass.PROMO, 1_500, "11:00:00"),
                coins(LotClass.PAID, 123_456_789_000L, "19:00:00"));
        assertThat(draft.subject()).isEqualTo("12,34,56,805.5 coins of yours will expire soon");
        assertThat(draft.plainText()).isEqualTo("""
                Hello Asha,

                These coins in your wallet will soon be gone:

                - 16.5 coins that came as gifts or bonus: on 2 April 2026
                - 12,34,56,789 coins that you bought: on 3 April 2026

                Coins that you bought stay if you look into your wallet before that day.

                Gifts and bonus coins stay only if you spend them before that day.

                Open your wallet: https://live.example.org/wallet

                You get this message because you have an account at live.example.org. Nobody reads answers to it.
                """);
        assertThat(draft.html())
                .contains("<html lang=\"en-IN\">", "<li>16.5 coins", "<a href=\"https://live.example.org/wallet\">");
        assertThat(draft.key()).isEqualTo("coins-expiring:" + OWNER + ":2026-03-04T21:30:00.123456Z");
    }

    @Test
    void saysOneOfOneAndOnlyWhatConcernsTheReader() {
        Draft one = write("en-US", coins(LotClass.PAID, 1_000, "10:00:00"));
        assertThat(one.subject()).isEqualTo("1 coin of yours will expire soon");
        assertThat(one.plainText())
                .contains("- 1 coin that you bought: on April 2, 2026")
                .doesNotContain("bonus");
        assertThat(write("en", coins(LotClass.BONUS, 1_000, "10:00:00")).plainText())
                .doesNotContain("bought");
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en-IN | 1,23,456.5 | 2 April 2026",
                "en-US | 123,456.5  | April 2, 2026",
                "hi-IN | 1,23,456.5 | 2 अप्रैल 2026",
                "ta-IN | 1,23,456.5 | 2 ஏப்ரல், 2026",
                "te-IN | 1,23,456.5 | 2 ఏప్రిల్, 2026",
                // CLDR groups by threes in Kannada, and so do browsers.
                "kn-IN | 123,456.5  | ಏಪ್ರಿಲ್ 2, 2026",
                "ta    | 1,23,456.5 | 2 ஏப்ரல், 2026",
            })
    void writesNumbersAndDaysAsTheyAreWrittenThere(String locale, String number, String day) {
        Draft draft = write(locale, coins(LotClass.PAID, 123_456_500, "10:00:00"));
        assertThat(draft.plainText()).contains(number, day);
        assertThat(draft.subject()).contains(number);
        assertThat(draft.locale()).isEqualTo(locale);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"-", "fr-FR", "mr-IN", "zz", "und"})
    void writesEnglishToWhomItCannotWriteOtherwise(@Nullable String locale) {
        Draft draft = write(locale, coins(LotClass.PAID, 123_456_000, "10:00:00"));
        assertThat(draft.locale()).isEqualTo("en-IN");
        assertThat(draft.plainText()).contains("1,23,456 coins that you bought");
    }

    @Test
    void aTagChangesNeitherCalendarNorDigits() {
        Draft draft = write("en-IN-u-ca-buddhist-nu-thai", coins(LotClass.PAID, 1_000, "10:00:00"));
        assertThat(draft.plainText()).contains("1 coin that you bought: on 2 April 2026");
    }

    @Test
    void aNameIsTextAndNothingElse() {
        Draft draft = LETTER.write(
                reader("en-IN", "<b>'\"&{0}</b>"),
                new ExpiryWarning(OWNER, WARNED, List.of(coins(LotClass.PAID, 1_000, "10:00:00"))));
        assertThat(draft.html()).contains("Hello &lt;b&gt;&#39;&quot;&amp;{0}&lt;/b&gt;,");
        assertThat(draft.plainText()).contains("Hello <b>'\"&{0}</b>,");
    }

    static List<String> languages() {
        return Phrases.LANGUAGES;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everythingCanBeSaidInEveryLanguage(String language) {
        Phrases phrases = Phrases.in(language);
        assertThat(phrases.tag()).isEqualTo(language);
        assertThat(phrases.ids()).isEqualTo(Phrases.in("en").ids());
        for (String id : phrases.ids()) {
            String said = phrases.say(id, VALUES);
            String english = Phrases.in("en").say(id, VALUES);
            assertThat(said).as(id).isNotBlank().doesNotContain("{", "}");
            for (String value : List.of("Asha", "x.org", "DAY", "678", "AMOUNT", "SELLER", "REF", "WHY")) {
                assertThat(said.contains(value)).as(id + ": " + value).isEqualTo(english.contains(value));
            }
            if (!language.equals("en")) {
                assertThat(said).as(id).isNotEqualTo(english);
            }
        }
    }
}
