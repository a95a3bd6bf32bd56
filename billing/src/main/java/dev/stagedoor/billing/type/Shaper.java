package dev.stagedoor.billing.type;

import static org.lwjgl.system.MemoryUtil.memAddress;
import static org.lwjgl.system.MemoryUtil.memFree;
import static org.lwjgl.system.MemoryUtil.memUTF16;
import static org.lwjgl.util.harfbuzz.HarfBuzz.HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES;
import static org.lwjgl.util.harfbuzz.HarfBuzz.HB_DIRECTION_LTR;
import static org.lwjgl.util.harfbuzz.HarfBuzz.HB_DIRECTION_RTL;
import static org.lwjgl.util.harfbuzz.HarfBuzz.HB_MEMORY_MODE_READONLY;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_blob_create;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_blob_destroy;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_buffer_create;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_buffer_destroy;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_buffer_get_glyph_infos;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_buffer_get_glyph_positions;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_buffer_guess_segment_properties;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_buffer_set_cluster_level;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_buffer_set_direction;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_face_create;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_face_destroy;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_font_create;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_font_destroy;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_font_get_glyph_h_advance;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_font_get_nominal_glyph;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_font_set_scale;
import static org.lwjgl.util.harfbuzz.HarfBuzz.hb_shape;
import static org.lwjgl.util.harfbuzz.HarfBuzz.nhb_buffer_add_utf16;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.util.harfbuzz.hb_glyph_info_t;
import org.lwjgl.util.harfbuzz.hb_glyph_position_t;

/** HarfBuzz with one font: which glyphs draw a text of one script and direction, and where. For one thread, until it is closed. */
final class Shaper implements AutoCloseable {
    /** Glyphs are placed in thousandths of the font's size, as PDF places them. */
    private static final int SCALE = 1_000;

    private final Typeface typeface;
    private final long blob;
    private final long face;
    private final long font;

    Shaper(Typeface typeface) {
        this.typeface = typeface;
        blob = hb_blob_create(typeface.file().duplicate(), HB_MEMORY_MODE_READONLY, 0, null);
        face = hb_face_create(blob, 0);
        font = hb_font_create(face);
        hb_font_set_scale(font, SCALE, SCALE);
    }

    Typeface typeface() {
        return typeface;
    }

    /** The glyph that the font has for a character by itself; 0 if it has none. */
    int glyphOf(int codePoint) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            var glyph = stack.mallocInt(1);
            return hb_font_get_nominal_glyph(font, codePoint, glyph) ? glyph.get(0) : 0;
        }
    }

    /** A glyph as it stands alone. */
    Glyph alone(int glyph) {
        int advance = hb_font_get_glyph_h_advance(font, glyph);
        return new Glyph(glyph, advance, advance, 0, 0);
    }

    /** A part of a text, from left to right. Letters before and after it have a say in how its ends join. */
    List<Cluster> shape(String text, int from, int until, boolean rightToLeft) {
        long buffer = hb_buffer_create();
        try {
            hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
            add(buffer, text, from, until);
            hb_buffer_set_direction(buffer, rightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
            hb_buffer_guess_segment_properties(buffer);
            hb_shape(font, buffer, null);
            return clusters(buffer, text, until, rightToLeft);
        } finally {
            hb_buffer_destroy(buffer);
        }
    }

    /** Not by LWJGL's stack, on which a name has room, but not a statement without a space. */
    private static void add(long buffer, String text, int from, int until) {
        ByteBuffer letters = memUTF16(text, false);
        try {
            nhb_buffer_add_utf16(buffer, memAddress(letters), text.length(), from, until - from);
        } finally {
            memFree(letters);
        }
    }

    private List<Cluster> clusters(long buffer, String text, int until, boolean rightToLeft) {
        hb_glyph_info_t.Buffer infos = hb_buffer_get_glyph_infos(buffer);
        hb_glyph_position_t.Buffer positions = hb_buffer_get_glyph_positions(buffer);
        List<Cluster> clusters = new ArrayList<>();
        if (infos == null || positions == null) {
            return clusters;
        }
        int count = infos.remaining();
        int at = 0;
        int before = until;
        while (at < count) {
            int start = infos.get(at).cluster();
            List<Glyph> glyphs = new ArrayList<>();
            while (at < count && infos.get(at).cluster() == start) {
                glyphs.add(glyph(infos.get(at).codepoint(), positions.get(at)));
                at++;
            }
            // From right to left the cluster before this one is what follows it in the text.
            int end = rightToLeft ? before : at < count ? infos.get(at).cluster() : until;
            before = start;
            clusters.add(new Cluster(text.substring(start, end), glyphs));
        }
        return clusters;
    }

    private Glyph glyph(int id, hb_glyph_position_t position) {
        return new Glyph(
                id,
                position.x_advance(),
                hb_font_get_glyph_h_advance(font, id),
                position.x_offset(),
                position.y_offset());
    }

    @Override
    public void close() {
        hb_font_destroy(font);
        hb_face_destroy(face);
        hb_blob_destroy(blob);
    }
}
