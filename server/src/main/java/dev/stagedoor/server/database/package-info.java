/**
 * The one store: an embedded PostgreSQL of real binaries under the data directory, or an external one by URL; the pool in
 * front of it. Knows nothing of what the tables mean: migrations and SQL belong to billing and signalling.
 */
@NullMarked
package dev.stagedoor.server.database;

import org.jspecify.annotations.NullMarked;
