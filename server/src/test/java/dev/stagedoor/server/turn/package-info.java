@NullMarked
package dev.stagedoor.server.turn;

import org.jspecify.annotations.NullMarked;
