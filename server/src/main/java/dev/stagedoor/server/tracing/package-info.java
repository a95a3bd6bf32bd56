/**
 * Spans of what people ask for, by OpenTelemetry, where the settings name somebody to send them to. What is followed and how it is
 * called is said by the libraries' ports; here is how spans hang together, what they may say, and how they get away. A thread
 * knows its span by the log's diagnostic context ({@code traceId}, {@code spanId}), which goes with the work wherever {@code
 * requestId} goes. Nothing of the SDK is loaded while it is off, and nothing of media packets is ever followed.
 */
@NullMarked
package dev.stagedoor.server.tracing;

import org.jspecify.annotations.NullMarked;
