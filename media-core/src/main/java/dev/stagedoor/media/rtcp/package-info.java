/**
 * RTCP packets: a total parser that calls a visitor, and a writer into memory. Compound and reduced-size.
 *
 * <p>Must not know who sends what or when. RFC 3550 §6, RFC 4585 (NACK, PLI), RFC 5104 (FIR), RFC 5506 (reduced size),
 * draft-alvestrand-rmcat-remb, draft-holmer-rmcat-transport-wide-cc-extensions-01.
 *
 * <p>Thread: nothing here is shared; each object belongs to whoever made it.
 */
@NullMarked
package dev.stagedoor.media.rtcp;

import org.jspecify.annotations.NullMarked;
