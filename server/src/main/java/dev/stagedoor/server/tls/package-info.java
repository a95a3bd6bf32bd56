/**
 * The server's own certificate: reads one of files, and gets one from an ACME server (RFC 8555) and keeps it fresh. Knows nothing
 * of who serves with it; that takes up a changed file by itself.
 */
@NullMarked
package dev.stagedoor.server.tls;

import org.jspecify.annotations.NullMarked;
