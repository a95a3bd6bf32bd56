/** Metrics as a scrape sees them. */
@NullMarked
package dev.stagedoor.server.metrics;

import org.jspecify.annotations.NullMarked;
