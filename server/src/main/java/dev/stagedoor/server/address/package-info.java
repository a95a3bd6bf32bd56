/**
 * By which addresses people outside reach this machine: those that are set, and those that a STUN server or the cloud it runs in
 * tells.
 */
@NullMarked
package dev.stagedoor.server.address;

import org.jspecify.annotations.NullMarked;
