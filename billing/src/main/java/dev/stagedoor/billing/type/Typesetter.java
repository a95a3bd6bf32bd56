package dev.stagedoor.billing.type;

import java.lang.Character.UnicodeScript;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sets lines in the first font of several that has what is to be drawn, letter by letter with its marks. What none has becomes a
 * box, and its script is remembered. For one thread, until it is closed.
 */
public final class Typesetter implements AutoCloseable {
    /** A letter with all that belongs to it: an extended grapheme cluster of Unicode Standard Annex 29. */
    private static final Pattern LETTER = Pattern.compile("\\X");

    private final List<Shaper> shapers;
    private final Set<UnicodeScript> missing = EnumSet.noneOf(UnicodeScript.class);

    /** @param typefaces the most wanted first; at least one */
    public Typesetter(List<Typeface> typefaces) {
        if (typefaces.isEmpty()) {
            throw new IllegalArgumentException("nothing can be set without a font");
        }
        shapers = typefaces.stream().map(Shaper::new).toList();
    }

    /** Scripts of what became boxes so far. */
    public Set<UnicodeScript> missing() {
        return Set.copyOf(missing);
    }

    /** A line from left to right, however it is read. Text that begins to be read at the right is a line of that direction. */
    public List<Run> line(String text) {
        String drawn = Characters.drawn(text);
        if (drawn.isEmpty()) {
            return List.of();
        }
        List<Piece> pieces = pieces(drawn);
        byte[] levels = new byte[pieces.size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) pieces.get(i).level;
        }
        Piece[] inOrder = pieces.toArray(Piece[]::new);
        Bidi.reorderVisually(levels, 0, inOrder, 0, inOrder.length);
        return Arrays.stream(inOrder).map(piece -> run(drawn, piece)).toList();
    }

    /** Width of a line, in thousandths of the font's size. */
    public int width(String text) {
        return width(line(text));
    }

    /** Width of a line that was set, in thousandths of the font's size. */
    public static int width(List<Run> line) {
        return line.stream().mapToInt(Run::width).sum();
    }

    private List<Piece> pieces(String text) {
        Bidi bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < bidi.getRunCount(); i++) {
            Matcher letters = LETTER.matcher(text).region(bidi.getRunStart(i), bidi.getRunLimit(i));
            Piece last = null;
            while (letters.find()) {
                Piece next = new Piece(
                        fontOf(letters.group()),
                        bidi.getRunLevel(i),
                        scriptOf(letters.group()),
                        letters.start(),
                        letters.end());
                if (last != null && last.takes(next)) {
                    last.until = next.until;
                    last.script = last.script == UnicodeScript.COMMON ? next.script : last.script;
                } else {
                    last = next;
                    pieces.add(last);
                }
            }
        }
        return pieces;
    }

    /** The first font that has the letter with all its marks, in whichever way it was typed; null if none has. */
    private @Nullable Shaper fontOf(String letter) {
        UnicodeScript script = scriptOf(letter);
        String composed = Normalizer.normalize(letter, Normalizer.Form.NFC);
        for (Shaper shaper : shapers) {
            if (!shaper.typeface().without().contains(script) && (hasAll(shaper, letter) || hasAll(shaper, composed))) {
                return shaper;
            }
        }
        return null;
    }

    private static boolean hasAll(Shaper shaper, String letter) {
        return letter.codePoints().allMatch(point -> Characters.shapesOthers(point) || shaper.glyphOf(point) != 0);
    }

    private static UnicodeScript scriptOf(String letter) {
        UnicodeScript script = UnicodeScript.of(letter.codePointAt(0));
        return script == UnicodeScript.INHERITED || script == UnicodeScript.UNKNOWN ? UnicodeScript.COMMON : script;
    }

    private Run run(String text, Piece piece) {
        boolean rightToLeft = (piece.level & 1) != 0;
        if (piece.font != null) {
            return new Run(piece.font.typeface(), piece.font.shape(text, piece.from, piece.until, rightToLeft));
        }
        Shaper first = shapers.getFirst();
        List<Cluster> boxes = new ArrayList<>();
        LETTER.matcher(text)
                .region(piece.from, piece.until)
                .results()
                .forEach(letter -> boxes.add(box(first, letter.group())));
        return new Run(first.typeface(), rightToLeft ? boxes.reversed() : boxes);
    }

    private Cluster box(Shaper shaper, String letter) {
        int point = letter.codePointAt(0);
        if (Character.isSpaceChar(point)) {
            return new Cluster(letter, List.of(shaper.alone(shaper.glyphOf(' '))));
        }
        missing.add(UnicodeScript.of(point));
        return new Cluster(letter, List.of(shaper.alone(0)));
    }

    @Override
    public void close() {
        shapers.forEach(Shaper::close);
    }

    /** A part of a line in one font, direction and script; null for what no font has. */
    private static final class Piece {
        private final @Nullable Shaper font;
        private final int level;
        private final int from;
        private UnicodeScript script;
        private int until;

        Piece(@Nullable Shaper font, int level, UnicodeScript script, int from, int until) {
            this.font = font;
            this.level = level;
            this.script = script;
            this.from = from;
            this.until = until;
        }

        boolean takes(Piece next) {
            return font == next.font
                    && level == next.level
                    && (script == next.script || script == UnicodeScript.COMMON || next.script == UnicodeScript.COMMON);
        }
    }
}
