package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.type.Cluster;
import dev.stagedoor.billing.type.Glyph;
import dev.stagedoor.billing.type.Typeface;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The fonts of one document: of each only the glyphs that it shows, and a table of what these mean, by which the text can be
 * searched and copied (ISO 32000-2, 9.10.3).
 */
final class EmbeddedFonts {
    private final PDDocument document;
    private final Map<Typeface, Embedded> fonts = new LinkedHashMap<>();

    EmbeddedFonts(PDDocument document) {
        this.document = document;
    }

    Embedded of(Typeface typeface) throws IOException {
        Embedded font = fonts.get(typeface);
        if (font == null) {
            font = new Embedded(PDType0Font.load(document, PaperFonts.parsed(typeface), true));
            fonts.put(typeface, font);
        }
        return font;
    }

    /** Puts the fonts into the document; nothing may be shown after it. */
    void finish() throws IOException {
        for (Embedded font : fonts.values()) {
            font.finish(document);
        }
    }

    /** A font in the document. */
    static final class Embedded {
        private static final int MEANINGS_PER_BLOCK = 100;
        /** Longest text of a glyph; more is nobody's letter, and too long for the table. */
        private static final int MEANING_LENGTH = 32;
        /** What the other glyphs of a cluster mean to readers that take no notice of what is said beside them. */
        private static final String NOTHING = "";

        private static final String UNKNOWN = "\uFFFD";

        private final PDType0Font font;
        private final Set<Integer> shown = new HashSet<>();
        private final Map<Integer, String> meanings = new TreeMap<>();
        private final Map<Integer, String> parts = new TreeMap<>();

        private Embedded(PDType0Font font) {
            this.font = font;
        }

        PDType0Font font() {
            return font;
        }

        /** A glyph as it is written into a text. */
        byte[] code(Glyph glyph) {
            shown.add(glyph.id());
            return font.encodeGlyphId(glyph.id());
        }

        /** Whether the glyphs of a cluster say by themselves what they mean; else it has to be said beside them. */
        boolean means(Cluster cluster) {
            int glyph = cluster.glyphs().getFirst().id();
            boolean sayable = glyph != 0 && cluster.text().length() <= MEANING_LENGTH;
            if (cluster.glyphs().size() != 1 || !sayable) {
                parts.putIfAbsent(glyph, sayable ? cluster.text() : UNKNOWN);
                cluster.glyphs().forEach(part -> parts.putIfAbsent(part.id(), NOTHING));
                return false;
            }
            return cluster.text().equals(meanings.computeIfAbsent(glyph, _ -> cluster.text()));
        }

        private void finish(PDDocument document) throws IOException {
            parts.forEach(meanings::putIfAbsent);
            font.addGlyphsToSubset(shown);
            font.subset();
            PDStream table = new PDStream(
                    document,
                    new ByteArrayInputStream(table().getBytes(StandardCharsets.US_ASCII)),
                    COSName.FLATE_DECODE);
            font.getCOSObject().setItem(COSName.TO_UNICODE, table);
        }

        private String table() {
            StringBuilder table = new StringBuilder("""
                    /CIDInit /ProcSet findresource begin
                    12 dict begin
                    begincmap
                    /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                    /CMapName /Adobe-Identity-UCS def
                    /CMapType 2 def
                    1 begincodespacerange
                    <0000> <FFFF>
                    endcodespacerange
                    """);
            int left = meanings.size();
            int inBlock = 0;
            for (Map.Entry<Integer, String> meaning : meanings.entrySet()) {
                if (inBlock == 0) {
                    inBlock = Math.min(left, MEANINGS_PER_BLOCK);
                    left -= inBlock;
                    table.append(inBlock).append(" beginbfchar\n");
                }
                String text = HexFormat.of()
                        .withUpperCase()
                        .formatHex(meaning.getValue().getBytes(StandardCharsets.UTF_16BE));
                table.append("<%04X> <%s>%n".formatted(meaning.getKey(), text));
                inBlock--;
                if (inBlock == 0) {
                    table.append("endbfchar\n");
                }
            }
            return table.append("""
                    endcmap
                    CMapName currentdict /CMap defineresource pop
                    end
                    end
                    """).toString();
        }
    }
}
