/**
 * A copy of everything an installation must not lose, made while it runs, and the way back. The embedded database is copied
 * file by file together with the log written meanwhile, as PostgreSQL describes for base backups; an external one by its own
 * pg_dump and pg_restore, because its files are not ours.
 */
@NullMarked
package dev.stagedoor.server.backup;

import org.jspecify.annotations.NullMarked;
