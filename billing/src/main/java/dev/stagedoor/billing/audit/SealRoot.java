package dev.stagedoor.billing.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the chain of seals; written {@code 1234:9f86d0…}.
 *
 * @param seq number of the seal, the first is 1
 * @param hash SHA-256 over everything up to it, 64 hexadecimal digits
 */
public record SealRoot(long seq, String hash) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,17}):([0-9a-f]{64})");

    /** Reads the written form; empty if it is another. */
    public static Optional<SealRoot> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new SealRoot(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
