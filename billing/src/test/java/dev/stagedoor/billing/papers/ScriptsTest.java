package dev.stagedoor.billing.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Papers with names in every script, read back from the page. */
class ScriptsTest {
    private static final String AMOUNTS = "Call1,23,456.00-4,700.00";

    private final PaperFonts fonts = PaperFonts.shipped();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë Łukasiewicz-Ångström",
                "Nguyễn Thị Ánh Tuyết",
                "Nguye\u0302\u0303n (typed in parts)",
                "Анна Шевченко",
                "Ελένη Παπαδοπούλου",
                "प्रिया क्षत्रिय",
                "প্রিয়া চট্টোপাধ্যায়",
                "ਪ੍ਰੀਤ ਕੌਰ",
                "પ્રિયા શ્રીમાળી",
                "ପ୍ରିୟା ଶତପଥୀ",
                "பிரியா ஸ்ரீநிவாசன்",
                "ప్రియ శ్రీనివాస్",
                "ಪ್ರಿಯಾ ಶ್ರೀನಿವಾಸ್",
                "പ്രിയ ശ്രീനിവാസൻ",
                "සුනිල් ශ්\u200Dරී",
                "สมหญิง น้ำใจ",
                "אנה לוי",
                "مرحبا فاطمة",
                "Աննա Պետրոսյան",
                "ანა გელაშვილი",
                "€ 5 ₹ 10 ₽ 15 ₺ 20 ₿ 25 ฿ 30 ₫ 35",
            })
    void shouldBeReadAsItWasTyped(String name) throws IOException {
        byte[] pdf = paper(name, fonts);
        assertThat(read(pdf)).contains("Payee" + spaceless(name) + "Currency", AMOUNTS);
        assertThat(boxes(pdf)).isZero();
        assertThat(pdf.length).isLessThan(60_000);
    }

    /** Glyphs by HarfBuzz: the vowel before its consonant, letters that join, and a syllable in one. */
    @ParameterizedTest
    @ValueSource(strings = {"क्ष", "শ্রী", "ஸ்ரீ", "శ్రీ", "ಶ್ರೀ", "لا"})
    void shouldDrawOneGlyphForSeveralLetters(String syllable) throws IOException {
        assertThat(glyphs(paper(syllable, fonts)) - glyphs(paper("", fonts)))
                .isPositive()
                .isLessThan(syllable.length());
    }

    @Test
    void shouldDrawABoxForWhatNoFontHasAndLoseNothing() throws IOException {
        byte[] pdf = paper("李小龍 \uD83E\uDEE0", fonts);
        assertThat(boxes(pdf)).isEqualTo(4);
        assertThat(read(pdf)).contains("Payee李小龍\uD83E\uDEE0Currency", AMOUNTS);
    }

    @Test
    void shouldTakeFurtherFontsFromAFolderAndLeaveOutWhatIsNone() throws IOException {
        Files.writeString(folder.resolve("a-broken.ttf"), "no font");
        Files.writeString(folder.resolve("readme.txt"), "no font either");
        try (InputStream font = Objects.requireNonNull(
                PaperFonts.class.getResourceAsStream("net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf"))) {
            Files.write(folder.resolve("b-whole.ttf"), font.readAllBytes());
        }
        PaperFonts more = PaperFonts.with(folder);
        assertThat(more.faces().regular()).hasSize(fonts.faces().regular().size() + 1);
        assertThat(more.faces().regular()).anyMatch(face -> face.name().equals("b-whole.ttf"));
        assertThat(read(paper("Asha", more))).contains("PayeeAsha");
        assertThat(PaperFonts.with(folder.resolve("not-there")).faces().regular())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202E00.1\u202D", "\u2067שלום", "\u200F١٢٣", "العربية 100.00 \u202E"})
    void shouldNotLetANameTurnRoundWhatStandsBesideIt(String name) throws IOException {
        assertThat(read(paper(name, fonts))).contains(AMOUNTS).doesNotContain("\u202E", "\u2067", "\u200F");
    }

    @Test
    void shouldKeepWhatIsHostileWithinItsColumn() throws IOException {
        for (String name : List.of(
                "W".repeat(50_000),
                "क्षि".repeat(2_500),
                "A" + "\u0301".repeat(9_999),
                "\u0E33".repeat(500),
                "\uD83D\uDC68\u200D".repeat(3_000),
                "\uD800 \uDC00 \u0000\u0007\u001B\uFFFF",
                "\u200B\u200D\uFEFF\u2060",
                "")) {
            byte[] pdf = paper(name, fonts);
            assertThat(read(pdf)).contains("CurrencyINR", AMOUNTS);
            assertThat(outside(pdf)).as("of %.20s", name).isEmpty();
        }
    }

    @Test
    void shouldShowUnpairedSurrogatesAndControls() throws IOException {
        assertThat(read(paper("a\uD800b\u0000c\uDC00d", fonts))).contains("Payeea\uFFFDb\uFFFDc\uFFFDdCurrency");
    }

    private static byte[] paper(String name, PaperFonts fonts) {
        return Pdf.of(
                new Sheet(
                        "Statement",
                        List.of(new Sheet.Fact("Payee", name), new Sheet.Fact("Currency", "INR")),
                        List.of("What", "Amount", "Last"),
                        1,
                        List.of(List.of(name, "1.00", "2.00"), List.of("Call", "1,23,456.00", "-4,700.00")),
                        "The end."),
                fonts);
    }

    /** Without spaces, of which readers add some where letters of other scripts stand far from each other. */
    private static String read(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return spaceless(stripper.getText(document));
        }
    }

    private static String spaceless(String text) {
        return text.replaceAll("\\s", "");
    }

    private static long boxes(byte[] pdf) throws IOException {
        return drawn(pdf).stream()
                .filter(glyph -> glyph.code == 0 && glyph.y > 700)
                .count();
    }

    private static long glyphs(byte[] pdf) throws IOException {
        return drawn(pdf).stream().filter(glyph -> glyph.y > 700).count();
    }

    /** Glyphs that begin beyond the margins. */
    private static List<Drawn> outside(byte[] pdf) throws IOException {
        return drawn(pdf).stream()
                .filter(glyph -> glyph.x < 40 || glyph.x > 560)
                .toList();
    }

    private record Drawn(int code, float x, float y) {}

    private static List<Drawn> drawn(byte[] pdf) throws IOException {
        List<Drawn> drawn = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) {
                    drawn.add(new Drawn(code, matrix.getTranslateX(), matrix.getTranslateY()));
                }
            }.getText(document);
        }
        return drawn;
    }
}
