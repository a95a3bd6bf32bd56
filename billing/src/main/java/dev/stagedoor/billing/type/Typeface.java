package dev.stagedoor.billing.type;

import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * A font with TrueType outlines, as its file is.
 *
 * @param name of the file
 * @param file direct, from position 0 to its limit; nobody changes it
 * @param without scripts that it has letters of, but cannot set
 */
public record Typeface(String name, ByteBuffer file, Set<UnicodeScript> without) {
    public Typeface {
        without = Set.copyOf(without);
        if (!file.isDirect()) {
            throw new IllegalArgumentException(name + " must lie outside of the heap");
        }
    }

    /** Fonts are the same if they are the same object: nobody compares megabytes. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
