package dev.stagedoor.billing.settlements;

import java.time.Instant;
import java.util.UUID;

/**
 * A file that was imported.
 *
 * @param lines that were new in it
 * @param open those of them that do not fit the books and that nobody has looked at
 */
public record ImportedFile(
        UUID importId, String provider, String fileName, int lines, int open, UUID importedBy, Instant importedAt) {}
