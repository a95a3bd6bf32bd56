package dev.stagedoor.server.upgrade;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a server sends.
 *
 * @param sql with {@code ?} where parameters are
 * @param parameters as text, the sample that was seen first
 */
public record SentStatement(String sql, List<@Nullable String> parameters) {}
