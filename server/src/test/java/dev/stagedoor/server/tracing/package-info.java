/** Spans, and somebody who takes them by OTLP. */
@NullMarked
package dev.stagedoor.server.tracing;

import org.jspecify.annotations.NullMarked;
