package dev.stagedoor.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.pricing.GiftLook.Animation;
import dev.stagedoor.billing.pricing.GiftLook.Category;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How gifts place, name and show themselves. */
class GiftLookTest {
    private static final String BEGIN = "2026-10-20T18:30:00Z";
    private static final String END = "2026-10-22T18:30:00Z";

    private static GiftLook event(@Nullable String from, @Nullable String until) {
        return new GiftLook(Category.EVENT, Map.of(), null, from, until);
    }

    private static List<PriceFault> faults(GiftLook look) {
        return PriceListRules.check(Lists.giving(new PriceList.Gift("lamp", "Lamp", "🪔", 30, look)));
    }

    @Test
    void shouldReadAGiftOfBeforeThereWereLooksAndWriteItTheSame() {
        String before = "{\"coins\":10,\"id\":\"rose\",\"name\":\"Rose\",\"symbol\":\"🌹\"}";

        PriceList.Gift rose = CanonicalJson.read(before, PriceList.Gift.class);

        assertThat(rose.looks().placed()).isEqualTo(Category.BASIC);
        assertThat(rose.looks().drawn()).isEqualTo(Animation.POP);
        assertThat(rose.looks().isOfferedAt(Instant.EPOCH)).isTrue();
        assertThat(CanonicalJson.write(rose)).isEqualTo(before);
    }

    @Test
    void shouldSaySoLittleOfALookAsThereIs() {
        GiftLook look = new GiftLook(Category.LUXURY, Map.of(), null, null, null);

        assertThat(CanonicalJson.write(look)).isEqualTo("{\"category\":\"LUXURY\"}");
        assertThat(CanonicalJson.read("{}", GiftLook.class)).isEqualTo(GiftLook.PLAIN);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"BASIC, POP", "PREMIUM, SHINE", "LUXURY, BURST", "EXCLUSIVE, FLY", "EVENT, RAIN"})
    void shouldDrawEachCategoryInItsOwnWayUnlessTheGiftHasOne(Category category, Animation own) {
        assertThat(new GiftLook(category, Map.of(), null, null, null).drawn()).isEqualTo(own);
        assertThat(new GiftLook(category, Map.of(), Animation.POP, null, null).drawn())
                .isEqualTo(Animation.POP);
    }

    @ParameterizedTest(name = "from {0} until {1}, at {2}: {3}")
    @CsvSource({
        ", , 2026-10-20T18:30:00Z, true",
        "2026-10-20T18:30:00Z, , 2026-10-20T18:29:59.999Z, false",
        "2026-10-20T18:30:00Z, , 2026-10-20T18:30:00Z, true",
        ", 2026-10-22T18:30:00Z, 2026-10-22T18:29:59.999Z, true",
        ", 2026-10-22T18:30:00Z, 2026-10-22T18:30:00Z, false",
        "2026-10-20T18:30:00Z, 2026-10-22T18:30:00Z, 2026-10-21T00:00:00Z, true",
    })
    void shouldOfferAnEventsGiftFromItsFirstMomentUntilItsLast(
            @Nullable String from, @Nullable String until, Instant moment, boolean offered) {
        assertThat(event(from, until).isOfferedAt(moment)).isEqualTo(offered);
    }

    @ParameterizedTest(name = "named {1} in {0}: {2}")
    @CsvSource({
        "ta, விளக்கு, ''",
        "te, దీపం, ''",
        "kn, '   ', 'must have 1 to 40 characters, or be left out for the plain name'",
        "hi, 'दददददददददददददददददददददददददददददददददददददददददद', 'must have 1 to 40 characters, or be left out for the plain name'",
        "en, Lamp, 'must be in one of [hi, kn, ta, te]; English is the plain name'",
    })
    void shouldNameAGiftInLanguagesOfTheProduct(String language, String name, String fault) {
        assertThat(faults(new GiftLook(null, Map.of(language, name), null, null, null)))
                .isEqualTo(
                        fault.isEmpty()
                                ? List.of()
                                : List.of(new PriceFault("/gifts/0/look/names/" + language, fault)));
    }

    @Test
    void shouldHaveDatesThatAreMomentsInTheirOrderAndOfEventsOnly() {
        assertThat(faults(event(BEGIN, END))).isEmpty();
        assertThat(faults(event(END, END)))
                .containsExactly(new PriceFault(
                        "/gifts/0/look/until", "must be later than " + END + ", when it begins to be offered"));
        assertThat(faults(event("Diwali", END)))
                .containsExactly(
                        new PriceFault("/gifts/0/look/from", "must be a moment like 2026-10-20T18:30:00Z, got Diwali"));
        assertThat(faults(new GiftLook(Category.LUXURY, Map.of(), null, BEGIN, null)))
                .containsExactly(new PriceFault(
                        "/gifts/0/look/from",
                        "is for gifts of events only: leave it out, or choose the category EVENT"));
    }

    @Test
    void shouldNameEveryGiftOfAPresetInEveryLanguage() {
        for (PriceList preset : List.of(PricePresets.inr(), PricePresets.usd())) {
            assertThat(preset.gifts())
                    .allSatisfy(gift -> assertThat(gift.looks().names()).containsOnlyKeys("hi", "kn", "ta", "te"));
            assertThat(preset.gifts().stream().map(gift -> gift.looks().placed()))
                    .containsSubsequence(Category.BASIC, Category.PREMIUM, Category.LUXURY)
                    .doesNotContain(Category.EXCLUSIVE, Category.EVENT);
        }
    }
}
