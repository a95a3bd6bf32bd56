package dev.stagedoor.billing.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What makes a request the same request. The database keeps a digest of the content: the same key with the same content
 * is a repeat and gets the stored transfer, with other content it is a conflict.
 *
 * @param scope within which the key is unique, for example {@code session} or {@code user:…}
 * @param content what was asked for, written out; not what it came to, which may depend on the moment
 */
public record IdempotencyKey(String scope, String key, String content) {
    /** Content from the parts of a request, each with its length, so that no two lists read the same. */
    public static IdempotencyKey of(String scope, String key, @Nullable Object... parts) {
        StringBuilder content = new StringBuilder();
        for (@Nullable Object part : parts) {
            String text = String.valueOf(part);
            content.append(text.length()).append(':').append(text).append('\n');
        }
        return new IdempotencyKey(scope, key, content.toString());
    }
}
