package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.type.LineBreaks;
import dev.stagedoor.billing.type.Run;
import dev.stagedoor.billing.type.Typesetter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A sheet on A4 pages, in fonts that go with it. What no font has is a box, under which its text can still be copied. */
final class Pdf {
    private static final float MARGIN = 56;
    private static final float LINE = 16;
    private static final float SIZE = 9.5f;
    private static final float TITLE_SIZE = 16;
    private static final float FACT_INDENT = 180;
    private static final float COLUMN_GAP = 6;
    /** How far letters may go below their line; above it they have the rest of the line's height. */
    private static final float DESCENT = 5;

    private static final float PER_MILLE = 1_000;

    private final PDDocument document;
    private final EmbeddedFonts fonts;
    private final Typesetter regular;
    private final Typesetter bold;
    private final float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private PageWriter page;
    private float y;

    private Pdf(PDDocument document, Typesetter regular, Typesetter bold) {
        this.document = document;
        this.regular = regular;
        this.bold = bold;
        fonts = new EmbeddedFonts(document);
        page = new PageWriter(fonts);
        y = PDRectangle.A4.getHeight() - MARGIN;
    }

    static byte[] of(Sheet sheet, PaperFonts fonts) {
        PaperFonts.Faces faces = fonts.faces();
        try (PDDocument document = new PDDocument();
                Typesetter regular = new Typesetter(faces.regular());
                Typesetter bold = new Typesetter(faces.bold())) {
            Pdf pdf = new Pdf(document, regular, bold);
            pdf.write(sheet);
            pdf.page.finish(document);
            pdf.fonts.finish();
            fonts.missed(regular.missing());
            fonts.missed(bold.missing());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a PDF cannot be written to memory", e);
        }
    }

    private void write(Sheet sheet) throws IOException {
        text(bold, TITLE_SIZE, MARGIN, width, sheet.title());
        y -= 2 * LINE;
        for (Sheet.Fact fact : sheet.facts()) {
            fact(fact);
        }
        y -= LINE;
        if (!sheet.rows().isEmpty()) {
            row(bold, sheet, sheet.columns());
        }
        for (List<String> row : sheet.rows()) {
            row(regular, sheet, row);
        }
        y -= LINE;
        for (String paragraph : sheet.note().split("\\R", -1)) {
            for (String line : lines(regular, paragraph, width)) {
                makeRoom();
                text(regular, SIZE, MARGIN, width, line);
                y -= LINE;
            }
        }
    }

    private void fact(Sheet.Fact fact) throws IOException {
        List<String> names = lines(bold, fact.name(), FACT_INDENT - COLUMN_GAP);
        List<String> values = lines(regular, fact.value(), width - FACT_INDENT);
        for (int i = 0; i < Math.max(names.size(), values.size()); i++) {
            makeRoom();
            text(bold, SIZE, MARGIN, FACT_INDENT - COLUMN_GAP, at(names, i));
            text(regular, SIZE, MARGIN + FACT_INDENT, width - FACT_INDENT, at(values, i));
            y -= LINE;
        }
    }

    /** Words begin at the left of their column and take as many lines as they need, figures end at the right of theirs. */
    private void row(Typesetter typesetter, Sheet sheet, List<String> cells) throws IOException {
        float column = width / cells.size();
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(
                    i < sheet.textColumns()
                            ? lines(typesetter, cells.get(i), column - COLUMN_GAP)
                            : List.of(cells.get(i)));
        }
        int lines = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < lines; line++) {
            if (makeRoom() && typesetter == regular) {
                row(bold, sheet, sheet.columns());
            }
            for (int i = 0; i < cells.size(); i++) {
                String cell = at(wrapped.get(i), line);
                float x = MARGIN + i * column;
                if (i < sheet.textColumns()) {
                    text(typesetter, SIZE, x, column - COLUMN_GAP, cell);
                } else {
                    figure(typesetter, x, column, cell);
                }
            }
            y -= LINE;
        }
    }

    /** Begins another page if this one is full; whether it did. */
    private boolean makeRoom() throws IOException {
        if (y >= MARGIN + LINE) {
            return false;
        }
        page.finish(document);
        page = new PageWriter(fonts);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return true;
    }

    private static List<String> lines(Typesetter typesetter, String text, float width) {
        return LineBreaks.of(typesetter, text, (int) (width / SIZE * PER_MILLE));
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "";
    }

    private void text(Typesetter typesetter, float size, float x, float width, String text) throws IOException {
        page.line(typesetter.line(text), size, x, y, room(x, width, size));
    }

    private void figure(Typesetter typesetter, float x, float width, String text) throws IOException {
        List<Run> line = typesetter.line(text);
        float from = x + width - Typesetter.width(line) * SIZE / PER_MILLE;
        page.line(line, SIZE, from, y, room(x, width, SIZE));
    }

    private PDRectangle room(float x, float width, float size) {
        return new PDRectangle(x - 1, y - DESCENT, width + 2, LINE - SIZE + size);
    }
}
