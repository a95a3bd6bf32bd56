/**
 * Who somebody is: accounts, passwords, sessions, access tokens, and how often anyone may try.
 *
 * <p>Must not know: HTTP, cookies, SQL, profiles, calls. Refusals are values; exceptions mean broken infrastructure.
 * RFC 7519 (JWT), RFC 7518 section 3.4 (ES256), RFC 7517 (JWK), RFC 9106 (Argon2), RFC 9700 section 4.14 (refresh token
 * rotation), RFC 6238 (codes by time), RFC 4648 section 6 (Base 32).
 *
 * <p>Thread: any virtual thread; stores block. Password hashing has a small pool of platform threads of its own.
 */
@NullMarked
package dev.stagedoor.signaling.identity;

import org.jspecify.annotations.NullMarked;
