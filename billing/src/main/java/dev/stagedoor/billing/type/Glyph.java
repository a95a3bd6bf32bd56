package dev.stagedoor.billing.type;

/**
 * A shape of a font and where it stands, in thousandths of the font's size.
 *
 * @param id in the font; 0 is the box for what the font has not
 * @param advance from the pen to where the next one begins
 * @param natural the advance that the font itself gives it
 * @param x from the pen to the right
 * @param y from the line upwards
 */
public record Glyph(int id, int advance, int natural, int x, int y) {}
