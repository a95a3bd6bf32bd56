package dev.stagedoor.billing.papers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/**
 * A sheet on A4 pages, in the fonts that every reader of PDF has. They write Latin letters; a name in another script is shown
 * with a question mark for each letter, which is why papers carry the payee's id, too.
 */
final class Pdf {
    private static final float MARGIN = 56;
    private static final float LINE = 16;
    private static final float SIZE = 9.5f;
    private static final float TITLE_SIZE = 16;
    private static final float FACT_INDENT = 130;

    private final PDDocument document = new PDDocument();
    private final PDFont regular = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private final float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private PDPageContentStream page;
    private float y;

    private Pdf() throws IOException {
        page = newPage();
    }

    static byte[] of(Sheet sheet) {
        try {
            Pdf pdf = new Pdf();
            try (PDDocument document = pdf.document) {
                pdf.write(sheet);
                pdf.page.close();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                document.save(bytes);
                return bytes.toByteArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a PDF cannot be written to memory", e);
        }
    }

    private PDPageContentStream newPage() throws IOException {
        PDPage next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, next);
    }

    private void write(Sheet sheet) throws IOException {
        text(bold, TITLE_SIZE, MARGIN, sheet.title());
        y -= 2 * LINE;
        for (Sheet.Fact fact : sheet.facts()) {
            text(bold, SIZE, MARGIN, fact.name());
            text(regular, SIZE, MARGIN + FACT_INDENT, fact.value());
            y -= LINE;
        }
        y -= LINE;
        if (!sheet.rows().isEmpty()) {
            row(bold, sheet.columns(), sheet.textColumns());
        }
        for (List<String> row : sheet.rows()) {
            if (y < MARGIN + LINE) {
                page.close();
                page = newPage();
                row(bold, sheet.columns(), sheet.textColumns());
            }
            row(regular, row, sheet.textColumns());
        }
        y -= LINE;
        for (String line : sheet.note().split("\\R", -1)) {
            paragraph(line);
        }
    }

    /** Words over as many lines as they need; one that is longer than a line sticks out of it. */
    private void paragraph(String words) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && length(regular, written(regular, longer)) > width) {
                line(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        line(line.toString());
    }

    private void line(String words) throws IOException {
        if (y < MARGIN) {
            page.close();
            page = newPage();
        }
        text(regular, SIZE, MARGIN, words);
        y -= LINE;
    }

    /** Words begin at the left of their column, figures end at the right of theirs. */
    private void row(PDFont font, List<String> cells, int textColumns) throws IOException {
        float column = width / cells.size();
        for (int i = 0; i < cells.size(); i++) {
            String cell = written(font, cells.get(i));
            float x = MARGIN + i * column;
            float from = i < textColumns ? x : x + column - length(font, cell);
            text(font, SIZE, from, cell);
        }
        y -= LINE;
    }

    private static float length(PDFont font, String text) throws IOException {
        return font.getStringWidth(text) / 1_000 * SIZE;
    }

    private void text(PDFont font, float size, float x, String text) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, y);
        page.showText(written(font, text));
        page.endText();
    }

    private static String written(PDFont font, String text) {
        StringBuilder written = new StringBuilder();
        text.codePoints().forEach(letter -> {
            String one = Character.toString(letter);
            try {
                font.encode(one);
                written.append(one);
            } catch (IOException | IllegalArgumentException e) {
                written.append('?');
            }
        });
        return written.toString();
    }
}
