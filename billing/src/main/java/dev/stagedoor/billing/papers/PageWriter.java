package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.type.Cluster;
import dev.stagedoor.billing.type.Glyph;
import dev.stagedoor.billing.type.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** Writes lines onto one page (ISO 32000-2, 9.4). What a line's letters reach beyond the room it was given is cut off. */
final class PageWriter {
    private static final COSName SPAN = COSName.getPDFName("Span");

    private final PDPage page = new PDPage(PDRectangle.A4);
    private final PDResources resources = new PDResources();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final ContentStreamWriter writer = new ContentStreamWriter(content);
    private final EmbeddedFonts fonts;

    PageWriter(EmbeddedFonts fonts) {
        this.fonts = fonts;
        page.setResources(resources);
    }

    /** Puts the page into the document. */
    void finish(PDDocument document) throws IOException {
        page.setContents(new PDStream(document, new ByteArrayInputStream(content.toByteArray()), COSName.FLATE_DECODE));
        document.addPage(page);
    }

    /**
     * Writes a line.
     *
     * @param x where it begins, in points from the left
     * @param y of the line its letters stand on, in points from the bottom
     * @param room what may be covered
     */
    void line(List<Run> line, float size, float x, float y, PDRectangle room) throws IOException {
        write(OperatorName.SAVE);
        write(
                OperatorName.APPEND_RECT,
                number(room.getLowerLeftX()),
                number(room.getLowerLeftY()),
                number(room.getWidth()),
                number(room.getHeight()));
        write(OperatorName.CLIP_NON_ZERO);
        write(OperatorName.ENDPATH);
        write(OperatorName.BEGIN_TEXT);
        write(OperatorName.MOVE_TEXT, number(x), number(y));
        for (Run run : line) {
            EmbeddedFonts.Embedded font = fonts.of(run.typeface());
            write(OperatorName.SET_FONT_AND_SIZE, resources.add(font.font()), number(size));
            new RunWriter(font, size).write(run);
        }
        write(OperatorName.END_TEXT);
        write(OperatorName.RESTORE);
    }

    private void write(String operator, Object... operands) throws IOException {
        writer.writeTokens(operands);
        writer.writeToken(Operator.getOperator(operator));
    }

    private static COSFloat number(float value) {
        return new COSFloat(value);
    }

    /** Glyphs of one run: as many as possible in one array, with the distances that differ from the font's own. */
    private final class RunWriter {
        private final EmbeddedFonts.Embedded font;
        private final float size;
        private final ByteArrayOutputStream codes = new ByteArrayOutputStream();
        private COSArray shown = new COSArray();
        private int rise;
        /** Where the next glyph begins, and where the last glyph has left the pen. */
        private int at;

        private int pen;

        RunWriter(EmbeddedFonts.Embedded font, float size) {
            this.font = font;
            this.size = size;
        }

        void write(Run run) throws IOException {
            for (Cluster cluster : run.clusters()) {
                boolean says = font.means(cluster);
                if (!says) {
                    show();
                    COSDictionary text = new COSDictionary();
                    text.setItem(COSName.ACTUAL_TEXT, new COSString(cluster.text()));
                    PageWriter.this.write(OperatorName.BEGIN_MARKED_CONTENT_SEQ, SPAN, text);
                }
                add(cluster);
                if (!says) {
                    show();
                    PageWriter.this.write(OperatorName.END_MARKED_CONTENT);
                }
            }
            moveTo(at);
            show();
            riseTo(0);
        }

        private void add(Cluster cluster) throws IOException {
            for (Glyph glyph : cluster.glyphs()) {
                riseTo(glyph.y());
                moveTo(at + glyph.x());
                codes.writeBytes(font.code(glyph));
                pen += glyph.natural();
                at += glyph.advance();
            }
        }

        private void moveTo(int x) {
            if (x != pen) {
                flushCodes();
                shown.add(COSInteger.get(pen - x));
                pen = x;
            }
        }

        private void riseTo(int y) throws IOException {
            if (y != rise) {
                show();
                PageWriter.this.write(OperatorName.SET_TEXT_RISE, number(y * size / 1_000));
                rise = y;
            }
        }

        private void flushCodes() {
            if (codes.size() > 0) {
                shown.add(new COSString(codes.toByteArray()));
                codes.reset();
            }
        }

        private void show() throws IOException {
            flushCodes();
            if (shown.size() > 0) {
                PageWriter.this.write(OperatorName.SHOW_TEXT_ADJUSTED, shown);
                shown = new COSArray();
            }
        }
    }
}
