/** The embedded database as it is run in production: real binaries, real files, a real kill. */
@NullMarked
package dev.stagedoor.server.database;

import org.jspecify.annotations.NullMarked;
