/**
 * Looks at the machine and the settings as an experienced operator would before trusting them with calls, and says of each
 * thing how it stands and exactly what to do. Changes nothing. A finding is a failure only if people would lose calls,
 * money or secrets; what merely could be better is a warning, so that failures may keep a server from starting.
 */
@NullMarked
package dev.stagedoor.server.doctor;

import org.jspecify.annotations.NullMarked;
