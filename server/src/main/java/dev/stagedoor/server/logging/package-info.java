/**
 * What the log looks like, and what never gets into it. Every line passes {@link
 * dev.stagedoor.server.logging.Redaction}, whoever wrote it, libraries included. Correlation ids travel in SLF4J's diagnostic
 * context: {@code requestId} from HTTP to the WebSocket it became, {@code userId} of who speaks there, and {@code callId}, which
 * is also the media room's id and the id of the billing session that transfers name.
 */
@NullMarked
package dev.stagedoor.server.logging;

import org.jspecify.annotations.NullMarked;
