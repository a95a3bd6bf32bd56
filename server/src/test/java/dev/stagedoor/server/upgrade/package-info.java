/** What an installation of an earlier version goes through when a newer one is started on its database. */
@NullMarked
package dev.stagedoor.server.upgrade;

import org.jspecify.annotations.NullMarked;
