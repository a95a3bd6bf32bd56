@NullMarked
package dev.stagedoor.server;

import org.jspecify.annotations.NullMarked;
