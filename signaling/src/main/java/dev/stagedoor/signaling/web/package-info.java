/**
 * Signalling on the wire: REST by the contract in {@code openapi.yaml}, the {@code /ws} route, the web apps' files and the
 * few pages the server draws itself. The only package that knows Vert.x.
 *
 * <p>Must not know: SQL, how a password is checked, how a call runs. RFC 9110 (HTTP), RFC 9457 (problems), RFC 6455
 * (WebSocket), RFC 6750 (bearer tokens), RFC 6265bis (cookies), W3C CSP 3.
 *
 * <p>Thread: Vert.x event loops read and write; everything that may block runs on virtual threads. Nothing here keeps
 * state between requests except bounded caches.
 */
@NullMarked
package dev.stagedoor.signaling.web;

import org.jspecify.annotations.NullMarked;
