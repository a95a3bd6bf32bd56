/** Certificates of a real ACME server. */
@NullMarked
package dev.stagedoor.server.tls;

import org.jspecify.annotations.NullMarked;
