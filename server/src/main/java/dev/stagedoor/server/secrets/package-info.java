/**
 * The installation's key, and what is sealed with it: small secrets in the database that nobody should read there, in a copy
 * of it or in a backup. AES-256 in Galois/Counter Mode (NIST SP 800-38D) of the JDK.
 *
 * <p>Must not know: whose secrets they are. Thread: any.
 */
@NullMarked
package dev.stagedoor.server.secrets;

import org.jspecify.annotations.NullMarked;
