@NullMarked
package dev.stagedoor.server.mail;

import org.jspecify.annotations.NullMarked;
