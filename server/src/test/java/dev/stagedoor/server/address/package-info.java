@NullMarked
package dev.stagedoor.server.address;

import org.jspecify.annotations.NullMarked;
