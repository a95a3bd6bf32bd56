@NullMarked
package dev.stagedoor.server.doctor;

import org.jspecify.annotations.NullMarked;
