package dev.stagedoor.billing.type;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into lines: where lines may end, and within a word only if it is longer than a line. */
public final class LineBreaks {
    private static final Pattern LETTER = Pattern.compile("\\X");

    private final Typesetter typesetter;
    private final int width;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int filled;

    private LineBreaks(Typesetter typesetter, int width) {
        this.typesetter = typesetter;
        this.width = width;
    }

    /**
     * The lines of a text, at least one.
     *
     * @param width of a line, in thousandths of the font's size
     */
    public static List<String> of(Typesetter typesetter, String text, int width) {
        LineBreaks breaks = new LineBreaks(typesetter, width);
        String drawn = Characters.drawn(text);
        BreakIterator words = BreakIterator.getLineInstance(Locale.ROOT);
        words.setText(drawn);
        int from = words.first();
        for (int until = words.next(); until != BreakIterator.DONE; until = words.next()) {
            breaks.word(drawn.substring(from, until));
            from = until;
        }
        breaks.end();
        return List.copyOf(breaks.lines);
    }

    private void word(String word) {
        int wide = typesetter.width(word.stripTrailing());
        if (filled > 0 && filled + wide > width) {
            end();
        }
        if (wide <= width) {
            line.append(word);
            filled += typesetter.width(word);
            return;
        }
        Matcher letters = LETTER.matcher(word);
        while (letters.find()) {
            if (typesetter.width(letters.group()) <= width) {
                letter(letters.group());
            } else {
                // More marks than anybody writes: even these end with the line.
                letters.group().codePoints().mapToObj(Character::toString).forEach(this::letter);
            }
        }
    }

    private void letter(String letter) {
        int wide = typesetter.width(letter);
        if (filled > 0 && filled + wide > width) {
            end();
        }
        line.append(letter);
        filled += wide;
    }

    private void end() {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
        filled = 0;
    }
}
