/** The HTTP side against a real server and a real PostgreSQL; only media and money are stood in for. */
@NullMarked
package dev.stagedoor.signaling.web;

import org.jspecify.annotations.NullMarked;
