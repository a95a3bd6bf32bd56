/** The rules of ARCHITECTURE.md as tests; they read their lists from that page, so the page cannot be out of date. */
@NullMarked
package dev.stagedoor.server.architecture;

import org.jspecify.annotations.NullMarked;
