/**
 * Sets lines of text: which font draws what, in which order, by which glyphs. Knows nothing of pages, and nothing of what the
 * words are about.
 */
@NullMarked
package dev.stagedoor.billing.type;

import org.jspecify.annotations.NullMarked;
